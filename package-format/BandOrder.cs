using System.Text.RegularExpressions;

namespace Segment.PackageFormat;

/// <summary>Finds the band of a scene for each channel of a network.</summary>
public static partial class BandOrder
{
    /// <summary>Finds the bands: by name where both sides name all of theirs and every name is found, else by position.</summary>
    /// <param name="wanted">The bands that the network reads.</param>
    /// <param name="offered">The names of the scene's bands; at least as many as the training scene had.</param>
    /// <returns>The scene's band for each channel, from 0, and how they were found.</returns>
    public static (int[] Positions, BandMatch Match) Find(
        IReadOnlyList<BandDefinition> wanted,
        IReadOnlyList<string> offered
    )
    {
        int[] inPlace = [.. wanted.Select(band => band.Index)];
        if (!AllReal([.. wanted.Select(band => band.Name)]) || !AllReal(offered))
        {
            return (inPlace, BandMatch.ByPosition);
        }

        if (wanted.All(band => Same(offered[band.Index], band.Name)))
        {
            return (inPlace, BandMatch.SameNames);
        }

        var found = wanted.Select(band => Position(offered, band.Name)).ToArray();
        return found.Contains(-1) ? (inPlace, BandMatch.OtherNames) : (found, BandMatch.ByName);
    }

    /// <summary>Finds, for each band of one network, the channel of another network that reads the same band.</summary>
    /// <param name="wanted">The bands of the one.</param>
    /// <param name="known">The bands of the other.</param>
    /// <returns>The channel, from 0, or −1: by name where all bands of both have names of their own, else by position.</returns>
    public static int[] Channels(IReadOnlyList<BandDefinition> wanted, IReadOnlyList<BandDefinition> known)
    {
        List<string> names = [.. known.Select(band => band.Name)];
        return AllReal([.. wanted.Select(band => band.Name)]) && AllReal(names)
            ? [.. wanted.Select(band => Position(names, band.Name))]
            : [.. wanted.Select(band => known.ToList().FindIndex(k => k.Index == band.Index))];
    }

    private static int Position(IReadOnlyList<string> offered, string name)
    {
        for (var i = 0; i < offered.Count; i++)
        {
            if (Same(offered[i], name))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool AllReal(IReadOnlyList<string> names) =>
        names.All(name => !Placeholder().IsMatch(name))
        && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a band is called that has no name of its own.</summary>
    [GeneratedRegex("^(band)?[ _]?[0-9]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
