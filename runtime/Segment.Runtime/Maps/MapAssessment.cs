using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Labels;
using Segment.Raster.Maps;

namespace Segment.Runtime.Maps;

/// <summary>Compares a map with reference labels, pixel by pixel.</summary>
public static class MapAssessment
{
    /// <summary>Rows compared at a time.</summary>
    private const int WindowRows = 256;

    /// <summary>
    /// Compares a map with reference labels. Classes are the same where their values are the same; where the names tell
    /// otherwise, and every name of the reference is a class of the map, the names decide, with a notice.
    /// </summary>
    /// <param name="mapPath">The class map.</param>
    /// <param name="referencePath">Polygons or a classified raster that training never saw.</param>
    /// <param name="options">What to read from the reference; null takes the usual names.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="SegmentDataException">The map or the reference cannot be read, they do not meet, or the
    /// reference has classes that the map does not.</exception>
    public static MapAssessmentResult Run(
        string mapPath,
        string referencePath,
        LabelOptions? options = null,
        Action<string>? notice = null,
        CancellationToken token = default
    )
    {
        using var map = ClassMap.Open(mapPath);
        using var reference = LabelSource.Open(referencePath, options ?? new LabelOptions(), map.Grid, notice);
        var toMap = ClassMatch.Table(reference.Classes, referencePath, map.Classes, mapPath, notice);
        var matrix = Count(map, reference, toMap, token);
        if (matrix.Total + matrix.Unmapped == 0)
        {
            throw new SegmentDataException(
                $"{referencePath} covers the centre of no pixel of {mapPath}. Draw larger reference polygons on the map."
            );
        }

        if (matrix.Unmapped > 0)
        {
            notice?.Invoke($"{matrix.Unmapped} reference pixels lie where the map holds no data; they are left out.");
        }

        return new MapAssessmentResult(map.Classes, matrix);
    }

    private static ConfusionMatrix Count(ClassMap map, LabelSource reference, byte[] toMap, CancellationToken token)
    {
        var matrix = new ConfusionMatrix(map.Classes.Count);
        var truth = new byte[checked(Math.Min(WindowRows, map.Grid.Height) * map.Grid.Width)];
        var predicted = new byte[truth.Length];
        for (var row = 0; row < map.Grid.Height; row += WindowRows)
        {
            token.ThrowIfCancellationRequested();
            var window = new PixelWindow(row, 0, Math.Min(WindowRows, map.Grid.Height - row), map.Grid.Width);
            var labels = truth.AsSpan(0, (int)window.Area);
            reference.Read(window, labels);
            if (!labels.ContainsAnyExcept(LabelSource.Ignore))
            {
                continue;
            }

            foreach (ref var label in labels)
            {
                label = toMap[label];
            }

            var answers = predicted.AsSpan(0, (int)window.Area);
            map.Read(window, answers);
            matrix.Add(labels, answers);
        }

        return matrix;
    }
}
