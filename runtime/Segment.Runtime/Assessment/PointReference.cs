using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Raster.Samples;

namespace Segment.Runtime.Assessment;

/// <summary>Compares a map with points that somebody interpreted, and estimates for the whole map where chance drew them.</summary>
internal sealed class PointReference
{
    private readonly AssessmentOptions options;
    private readonly ClassMap map;
    private readonly Action<string> note;
    private readonly List<MappedPoint> points = [];
    private int unmapped;
    private int inTraining;

    private PointReference(AssessmentOptions options, ClassMap map, Action<string> note) =>
        (this.options, this.map, this.note) = (options, map, note);

    /// <summary>Compares.</summary>
    /// <param name="options">What with what.</param>
    /// <param name="map">The map.</param>
    /// <param name="trained">What the model was trained on; null where that is not known.</param>
    /// <param name="note">Told each fact that the user should know.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The figures, without notes.</returns>
    public static MapAssessmentResult Compare(
        AssessmentOptions options,
        ClassMap map,
        TrainedPixels? trained,
        Action<string> note,
        CancellationToken token
    )
    {
        var read = InterpretedPoints.Read(options.ReferencePath, options.Labels, map.Grid, note);
        var comparison = new PointReference(options, map, note);
        comparison.Place(read, trained, token);
        comparison.Tell(read);
        var pixels = MapRows.Count(map, token);
        var sample = new SampleEvaluation(options, map.Classes, pixels, read.Strata, comparison.points);
        var (estimates, counts, reason) = sample.Run(note);
        return new MapAssessmentResult(
            map.Path,
            options.ReferencePath,
            ReferenceKind.Points,
            map.Classes,
            comparison.Matrix(),
            pixels,
            PixelArea.SquareMetres(map.Grid) / PixelArea.Hectare,
            estimates,
            reason,
            []
        )
        {
            Points = new PointTally(
                read.Points.Count,
                comparison.points.Count,
                comparison.unmapped,
                comparison.inTraining
            ),
            Strata = counts is null ? [] : [.. counts.Strata.Select((s, h) => (s, counts.Points(h)))],
        };
    }

    private void Place(InterpretedPoints read, TrainedPixels? trained, CancellationToken token)
    {
        var classes = new PointClasses(map.Classes, options, read.Field);
        var mapping = new PixelMapping(map.Grid.Transform ?? GeoTransform.PixelSpace);
        var upward = map.Grid.Transform is null && read.Points.Count > 0 && read.Points.All(p => p.Y <= 0);

        // Neighbours in the file's blocks are read one after another.
        var ordered = read
            .Points.Select(p => (Point: p, Truth: classes.Find(p.Reference)))
            .OrderByDescending(p => p.Point.Y);
        foreach (var (point, truth) in ordered)
        {
            token.ThrowIfCancellationRequested();
            if (truth is not { } reference)
            {
                continue;
            }

            var (column, row) = mapping.ToPixel(point.X, upward ? -point.Y : point.Y);
            var pixel = new PixelWindow((int)Math.Floor(row), (int)Math.Floor(column), 1, 1);
            var answer = pixel.Intersect(map.Grid.Extent).Area == 1 ? Read(pixel) : ConfusionMatrix.NoClass;
            unmapped += answer == ConfusionMatrix.NoClass ? 1 : 0;
            if (answer != ConfusionMatrix.NoClass && trained is not null && IsTrained(trained, pixel))
            {
                inTraining++;
                answer = options.Overlap == TrainingOverlap.LeaveOut ? ConfusionMatrix.NoClass : answer;
            }

            points.Add(new MappedPoint(answer, reference, point.Stratum));
        }

        classes.RefuseUnknown();
    }

    private byte Read(PixelWindow pixel)
    {
        Span<byte> answer = stackalloc byte[1];
        map.Read(pixel, answer);
        return answer[0];
    }

    private static bool IsTrained(TrainedPixels trained, PixelWindow pixel)
    {
        Span<bool> found = stackalloc bool[1];
        trained.Find(pixel, [0], found);
        return found[0];
    }

    private ConfusionMatrix Matrix()
    {
        var matrix = new ConfusionMatrix(map.Classes.Count);
        foreach (var point in points)
        {
            matrix.Add([point.Reference], [point.Map]);
        }

        return matrix;
    }

    private void Tell(InterpretedPoints read)
    {
        if (points.Count == 0 || unmapped == points.Count)
        {
            throw new SegmentDataException(
                points.Count == 0
                    ? $"None of the {read.Points.Count} points in '{options.ReferencePath}' has a class in the field '{read.Field}'. Tell there "
                        + $"what each point is: {string.Join(", ", map.Classes.Select(c => $"{c.Value} {c.Name}"))}."
                    : $"None of the {points.Count} interpreted points in '{options.ReferencePath}' lies on a class of '{map.Path}'."
            );
        }

        if (points.Count < read.Points.Count)
        {
            note(
                $"{points.Count} of {read.Points.Count} points are interpreted. The estimates take the others as missing by chance: where "
                    + "points were skipped because they were hard to tell, the figures flatter the map."
            );
        }

        if (unmapped > 0)
        {
            note(
                $"{unmapped} interpreted points lie outside the map or where it holds no data; the figures are about the rest."
            );
        }

        if (inTraining > 0)
        {
            TellTraining();
        }
    }

    private void TellTraining()
    {
        var what =
            $"{inTraining.ToString(CultureInfo.InvariantCulture)} interpreted points lie on pixels that the model was trained on";
        switch (options.Overlap)
        {
            case TrainingOverlap.Refuse:
                throw new SegmentDataException(
                    $"{what}. Leave them out with --training-pixels LEAVE_OUT, or count them with --training-pixels COUNT: they are a part of "
                        + "the map too."
                );
            case TrainingOverlap.LeaveOut:
                note($"{what}; they are left out, and the figures are about the rest of the map.");
                break;
            default:
                note($"{what}; they count, as they are a part of the map.");
                break;
        }
    }
}
