using System.Globalization;
using Segment.PackageFormat;

namespace Segment.Review.Comparing;

/// <summary>The classes of several maps as one list. Classes of the same name are one class; a class without a name is the one
/// of the same value.</summary>
internal sealed class CommonClasses
{
    private const int Most = 254;
    private const byte None = 255;

    private readonly byte[][] tables;

    /// <summary>Joins the classes of maps.</summary>
    /// <param name="maps">Each map's name for messages, and its classes.</param>
    /// <param name="notice">Told where maps use a value for different classes.</param>
    /// <exception cref="SegmentDataException">There are more than 254 classes together.</exception>
    public CommonClasses(
        IReadOnlyList<(string Path, IReadOnlyList<LandCoverClass> Classes)> maps,
        Action<string>? notice
    )
    {
        var found = new List<LandCoverClass>();

        // Named classes first: they name the values of maps without names.
        foreach (var (path, own) in maps)
        {
            foreach (var c in own.Where(c => !IsUnnamed(c)))
            {
                AddNamed(found, c, path, notice);
            }
        }

        foreach (var c in maps.SelectMany(m => m.Classes).Where(c => IsUnnamed(c) && ByValue(found, c) < 0))
        {
            found.Add(c);
        }

        if (found.Count > Most)
        {
            throw new SegmentDataException(
                $"The maps have {found.Count} classes together; at most {Most} can be compared. Compare maps of the same classes."
            );
        }

        All = [.. found.OrderBy(c => c.Value)];
        tables = [.. maps.Select(m => Table(m.Classes))];
    }

    /// <summary>Gets the classes, sorted by value.</summary>
    public IReadOnlyList<LandCoverClass> All { get; }

    /// <summary>Gets the step from a map's class indices to positions in <see cref="All"/>.</summary>
    /// <param name="map">The map's position.</param>
    /// <returns>256 entries; 255 where there is no class.</returns>
    public byte[] TableOf(int map) => tables[map];

    private static void AddNamed(List<LandCoverClass> found, LandCoverClass c, string path, Action<string>? notice)
    {
        if (ByName(found, c) is >= 0 and var same)
        {
            if (found[same].Value != c.Value)
            {
                notice?.Invoke(
                    $"'{c.Name}' has the value {c.Value} in {path} and {found[same].Value} in another map: it is compared as one class."
                );
            }

            return;
        }

        if (found.Find(k => k.Value == c.Value) is { } other)
        {
            notice?.Invoke(
                $"The value {c.Value} is '{c.Name}' in {path} and '{other.Name}' in another map: they are compared as two classes."
            );
        }

        found.Add(c);
    }

    private byte[] Table(IReadOnlyList<LandCoverClass> own)
    {
        var table = new byte[256];
        Array.Fill(table, None);
        for (var i = 0; i < own.Count; i++)
        {
            table[i] = (byte)(IsUnnamed(own[i]) ? ByValue(All, own[i]) : ByName(All, own[i]));
        }

        return table;
    }

    private static int ByName(IEnumerable<LandCoverClass> among, LandCoverClass c) =>
        among.ToList().FindIndex(k => k.Name.Equals(c.Name, StringComparison.OrdinalIgnoreCase));

    private static int ByValue(IEnumerable<LandCoverClass> among, LandCoverClass c) =>
        among.ToList().FindIndex(k => k.Value == c.Value);

    private static bool IsUnnamed(LandCoverClass c) =>
        c.Name.Length == 0 || c.Name == c.Value.ToString(CultureInfo.InvariantCulture);
}
