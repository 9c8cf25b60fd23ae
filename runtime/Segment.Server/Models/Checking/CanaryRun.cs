using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime;

namespace Segment.Server.Models.Checking;

/// <summary>Maps one area with two packages and counts what changes.</summary>
internal static class CanaryRun
{
    private const int WindowRows = 256;

    /// <summary>Maps the area with both packages, in a temporary folder.</summary>
    /// <param name="area">The raster.</param>
    /// <param name="before">The package that serves.</param>
    /// <param name="after">The new package.</param>
    /// <returns>The report; where only the new package cannot map the area, its problem.</returns>
    public static PackageCheckAnswer Run(string area, string before, string after)
    {
        var folder = Directory.CreateTempSubdirectory("segment-canary-");
        try
        {
            var (first, second) = (
                Path.Combine(folder.FullName, "before.tif"),
                Path.Combine(folder.FullName, "after.tif")
            );
            if (Map(area, before, first) is { } unfit)
            {
                return new PackageCheckAnswer(null, CanaryProblem: unfit);
            }

            if (Map(area, after, second) is { } problem)
            {
                return new PackageCheckAnswer(
                    $"It cannot map the canary {Path.GetFileName(area)}, which the package that serves can: {problem}"
                );
            }

            return new PackageCheckAnswer(
                null,
                Compare(Path.GetFileName(area), first, second) with
                {
                    Before = Path.GetFileNameWithoutExtension(before),
                    After = Path.GetFileNameWithoutExtension(after),
                }
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Counts what changes between two maps on one grid.</summary>
    /// <param name="area">The area's name.</param>
    /// <param name="beforePath">The one map.</param>
    /// <param name="afterPath">The other map.</param>
    /// <returns>The report, without the packages.</returns>
    internal static CanaryReport Compare(string area, string beforePath, string afterPath)
    {
        using var before = ClassMap.Open(beforePath);
        using var after = ClassMap.Open(afterPath);
        var counts = Count(before, after);
        var classes = before
            .Classes.Concat(after.Classes)
            .DistinctBy(c => c.Value)
            .OrderBy(c => c.Value)
            .Select(c => Change(c, counts))
            .ToList();
        return new CanaryReport(
            area,
            "",
            "",
            counts.Sum(count => count.Value),
            counts.Where(count => count.Key.Before != count.Key.After).Sum(count => count.Value),
            classes
        );
    }

    // One lane: requests go on meanwhile.
    private static string? Map(string area, string package, string path)
    {
        try
        {
            Classifier.Run(
                new ClassifyOptions
                {
                    ModelPath = package,
                    ScenePath = area,
                    OutPath = path,
                    Device = InferenceDevice.Cpu,
                    Lanes = 1,
                }
            );
            return null;
        }
        catch (SegmentDataException e)
        {
            return e.Message;
        }
    }

    private static ClassChange Change(LandCoverClass c, Dictionary<(int? Before, int? After), long> counts) =>
        new(
            c.Value,
            c.Name,
            counts.Where(count => count.Key.Before == c.Value).Sum(count => count.Value),
            counts.Where(count => count.Key.After == c.Value).Sum(count => count.Value),
            counts.GetValueOrDefault((c.Value, c.Value))
        );

    /// <summary>Counts the pairs of class values, null for NoData; pixels that neither maps are left out.</summary>
    private static Dictionary<(int? Before, int? After), long> Count(ClassMap before, ClassMap after)
    {
        var pairs = new long[256 * 256];
        var rows = Math.Min(WindowRows, before.Grid.Height);
        var (first, second) = (new byte[rows * before.Grid.Width], new byte[rows * before.Grid.Width]);
        for (var row = 0; row < before.Grid.Height; row += rows)
        {
            var window = new PixelWindow(row, 0, Math.Min(rows, before.Grid.Height - row), before.Grid.Width);
            var length = (int)window.Area;
            before.Read(window, first.AsSpan(0, length));
            after.Read(window, second.AsSpan(0, length));
            for (var i = 0; i < length; i++)
            {
                pairs[(first[i] << 8) | second[i]]++;
            }
        }

        var counts = new Dictionary<(int? Before, int? After), long>();
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            if (pairs[pair] == 0)
            {
                continue;
            }

            var key = (Value(before, pair >> 8), Value(after, pair & 0xFF));
            if (key is not (null, null))
            {
                counts[key] = pairs[pair];
            }
        }

        return counts;
    }

    private static int? Value(ClassMap map, int index) =>
        index == MapWriter.NoDataIndex ? null : map.Classes[index].Value;
}
