using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Labels;
using Segment.Raster.Maps;
using Segment.Runtime.Maps;

namespace Segment.Runtime.Assessment;

/// <summary>Compares a map with polygons or a classified raster, pixel by pixel.</summary>
internal sealed class PixelReference
{
    /// <summary>Rows compared at a time.</summary>
    private const int WindowRows = 256;

    private readonly AssessmentOptions options;
    private readonly ClassMap map;
    private readonly TrainedPixels? trained;
    private readonly ConfusionMatrix matrix;
    private readonly long[] mapped = new long[256];
    private long overlap;

    private PixelReference(AssessmentOptions options, ClassMap map, TrainedPixels? trained) =>
        (this.options, this.map, this.trained, matrix) = (options, map, trained, new(map.Classes.Count));

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
        var path = options.ReferencePath;
        using var labels = LabelSource.Open(path, options.Labels, map.Grid, note);
        var comparison = new PixelReference(options, map, trained);
        comparison.Count(labels, ClassMatch.Table(labels.Classes, path, map.Classes, map.Path, note), token);
        comparison.Check(note);
        var kind = LabelSource.AreDrawn(path) ? ReferenceKind.Polygons : ReferenceKind.Raster;
        return new MapAssessmentResult(
            map.Path,
            path,
            kind,
            map.Classes,
            comparison.matrix,
            comparison.mapped[..map.Classes.Count],
            PixelArea.SquareMetres(map.Grid) / PixelArea.Hectare,
            null,
            comparison.NoEstimates(kind),
            []
        );
    }

    private void Count(LabelSource labels, byte[] toMap, CancellationToken token)
    {
        var truth = new byte[checked(Math.Min(WindowRows, map.Grid.Height) * map.Grid.Width)];
        var seen = new bool[truth.Length];
        MapRows.Visit(
            map,
            WindowRows,
            (first, answers) =>
            {
                token.ThrowIfCancellationRequested();
                foreach (var answer in answers)
                {
                    mapped[answer]++;
                }

                var window = new PixelWindow(
                    (int)(first / map.Grid.Width),
                    0,
                    answers.Length / map.Grid.Width,
                    map.Grid.Width
                );
                var part = truth.AsSpan(0, answers.Length);
                labels.Read(window, part);
                if (part.ContainsAnyExcept(LabelSource.Ignore))
                {
                    Compare(window, part, seen.AsSpan(0, part.Length), answers, toMap);
                }
            }
        );
    }

    private void Compare(
        PixelWindow window,
        Span<byte> truth,
        Span<bool> seen,
        ReadOnlySpan<byte> answers,
        byte[] toMap
    )
    {
        trained?.Find(window, truth, seen);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = toMap[truth[i]];
            if (seen[i] && truth[i] != LabelSource.Ignore)
            {
                overlap++;
                truth[i] = options.Overlap == TrainingOverlap.LeaveOut ? LabelSource.Ignore : truth[i];
            }
        }

        matrix.Add(truth, answers);
    }

    private void Check(Action<string> note)
    {
        var left = matrix.Total + matrix.Unmapped;
        if (left == 0 && overlap == 0)
        {
            throw new SegmentDataException(
                $"{options.ReferencePath} covers the centre of no pixel of {map.Path}. Draw larger reference polygons on the map."
            );
        }

        if (overlap > 0)
        {
            TellOverlap(left, note);
        }

        if (matrix.Unmapped > 0)
        {
            note($"{matrix.Unmapped} reference pixels lie where the map holds no data; they are left out.");
        }
    }

    private void TellOverlap(long left, Action<string> note)
    {
        var all = options.Overlap == TrainingOverlap.LeaveOut ? left + overlap : left;
        var what =
            $"{overlap} of the {all} reference pixels in '{options.ReferencePath}' were used in training, says {trained!.Source}";
        switch (options.Overlap)
        {
            case TrainingOverlap.LeaveOut when left == 0:
                throw new SegmentDataException(
                    $"{what}: nothing is left to assess with. Give polygons that training never saw."
                );
            case TrainingOverlap.LeaveOut:
                note($"{what}; they are left out.");
                break;
            case TrainingOverlap.Count:
                note($"{what}; they count all the same, so the figures flatter the map.");
                break;
            default:
                throw new SegmentDataException(
                    $"{what}: the map knows them by heart, and the figures would flatter it. Give polygons that training never saw; or leave "
                        + "those pixels out with --training-pixels LEAVE_OUT, or count them with --training-pixels COUNT."
                );
        }
    }

    private string NoEstimates(ReferenceKind kind) =>
        kind == ReferenceKind.Raster && matrix.Total == mapped[..map.Classes.Count].Sum()
            ? "The reference covers the whole map: nothing was drawn by chance, so there is no sampling error and no interval; the "
                + "figures are as good as the reference."
            : $"{(kind == ReferenceKind.Polygons ? "Polygons" : "These pixels")} were chosen, not drawn by chance, and neighbouring pixels are alike: "
                + "the figures hold for these pixels, and no interval could say how far they hold for the whole map. Draw a sample with "
                + "'segment assess sample', tell each point's class, and give the points as --reference.";
}
