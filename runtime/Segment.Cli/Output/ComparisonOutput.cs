using System.Globalization;
using Segment.CommandLine;
using Segment.Review.Comparing;

namespace Segment.Cli.Output;

/// <summary>Prints what a comparison found.</summary>
internal static class ComparisonOutput
{
    /// <summary>Prints it.</summary>
    /// <param name="result">The comparison.</param>
    public static void Print(ComparisonResult result)
    {
        var maps = result.Data.Maps.Count(m => !m.IsReference);
        if (result.Data.Disagreement is { } disagreement)
        {
            var all = disagreement.Pixels.Sum();
            var agreed = all == 0 ? 0 : 100.0 * disagreement.Pixels[0] / all;
            var which = maps == 2 ? "Both maps" : $"All {maps} maps";
            ConsoleSession.Print(
                string.Create(CultureInfo.InvariantCulture, $"{which} say the same of {agreed:0.0} % of the pixels.")
            );
        }

        var size = new FileInfo(result.Page).Length / 1e6;
        ConsoleSession.Print(
            string.Create(CultureInfo.InvariantCulture, $"Page: {PathText.Short(result.Page)} ({size:0.0} MB)")
        );
        if (result.Tiles is { } tiles)
        {
            ConsoleSession.Print($"Its full detail lies in {PathText.Short(tiles)}; keep the two together.");
        }
    }
}
