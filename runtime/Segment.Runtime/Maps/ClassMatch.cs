using Segment.PackageFormat;
using Segment.Raster.Labels;

namespace Segment.Runtime.Maps;

/// <summary>Finds the map's class for each class of a reference.</summary>
internal static class ClassMatch
{
    /// <summary>Makes the table from the reference's class indices to the map's.</summary>
    /// <param name="reference">The reference's classes.</param>
    /// <param name="referencePath">Its file, for messages.</param>
    /// <param name="map">The map's classes.</param>
    /// <param name="mapPath">Its file, for messages.</param>
    /// <param name="notice">Told where names and values disagree.</param>
    /// <returns>256 entries; 255 (ignore) stays 255.</returns>
    /// <exception cref="SegmentDataException">The reference has classes that the map does not.</exception>
    public static byte[] Table(
        IReadOnlyList<LandCoverClass> reference,
        string referencePath,
        IReadOnlyList<LandCoverClass> map,
        string mapPath,
        Action<string>? notice
    )
    {
        var byValue = Find(reference, map, (ours, theirs) => ours.Value == theirs.Value);
        var byName = Find(reference, map, (ours, theirs) => SameName(ours, theirs));
        var disagree = reference.Where((c, i) => byValue[i] != byName[i] && !IsUnnamed(c)).ToList();
        var named = disagree.Count > 0 && !byName.Contains(-1) && byName.Distinct().Count() == byName.Length;
        var matched = named ? byName : byValue;
        if (matched.Contains(-1))
        {
            throw new SegmentDataException(
                $"{referencePath} has classes that {mapPath} does not: "
                    + $"{Text(reference.Where((_, i) => matched[i] < 0))}. The map's classes are {Text(map)}. "
                    + "Give the reference the map's class values, or leave those features out."
            );
        }

        if (disagree.Count > 0)
        {
            notice?.Invoke(
                $"Map and reference name the same values differently (reference: {Text(disagree)}; map: {Text(map)}); "
                    + $"classes are matched by {(named ? "name" : "value")}."
            );
        }

        var table = new byte[256];
        Array.Fill(table, LabelSource.Ignore);
        for (var i = 0; i < matched.Length; i++)
        {
            table[i] = (byte)matched[i];
        }

        return table;
    }

    private static int[] Find(
        IReadOnlyList<LandCoverClass> reference,
        IReadOnlyList<LandCoverClass> map,
        Func<LandCoverClass, LandCoverClass, bool> same
    ) => [.. reference.Select(theirs => map.ToList().FindIndex(ours => same(ours, theirs)))];

    private static bool SameName(LandCoverClass left, LandCoverClass right) =>
        left.Name.Equals(right.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A class that nobody named carries its value as its name.</summary>
    private static bool IsUnnamed(LandCoverClass c) => c.Name.Length == 0 || c.Name == $"{c.Value}";

    private static string Text(IEnumerable<LandCoverClass> classes) =>
        string.Join(", ", classes.Select(c => IsUnnamed(c) ? $"{c.Value}" : $"{c.Value} ({c.Name})"));
}
