using Segment.PackageFormat;
using Segment.TrainingData.Pages;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Reviewing;

/// <summary>What the page's script reads; web/review/types.js describes the same.</summary>
internal static class ModelData
{
    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="label">What it is called on the page.</param>
    /// <param name="chipsPerSide">How many of its best and of its worst chips are shown.</param>
    /// <returns>An object for JSON.</returns>
    public static object Of(ReviewedModel model, string label, int chipsPerSide)
    {
        var (d, review) = (model.Definition, model.Review);
        return new
        {
            Label = label,
            model.Source,
            d.Version,
            Network = d.ModelType,
            d.Backbone,
            d.ChipSize,
            d.CellSizeX,
            d.CellSizeY,
            d.Padding,
            d.ReceptiveFieldRadius,
            d.Stride,
            d.HasGlobalView,
            d.Training,
            Classes = d.Classes.Select((c, i) => Class(c, d.Training.LabelledPixels[i])),
            Bands = d.Bands.Select((b, i) => Band(b, d.Normalization.Center[i], d.Normalization.Scale[i])),
            Metrics = Metrics(model.Metrics),
            model.History,
            Findings = model.Examine().Select(Finding),
            Parameters = review?.Parameters,
            Notices = review?.Notices ?? [],
            RateSearch = review?.RateSearch is { } rates ? RateSearch(rates, d.Training.LearningRate) : null,
            Chips = Chips(review, d, chipsPerSide),
            model.Record,
            model.PackageBytes,
        };
    }

    /// <summary>Writes a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>An object for JSON.</returns>
    public static object Of(ModelComparison comparison) =>
        new
        {
            Part = comparison.Part.ToString().ToLowerInvariant(),
            comparison.SamePixels,
            Classes = comparison.Classes.Select(c => new
            {
                c.Class.Name,
                c.Class.Value,
                Color = Hex(c.Class.Color),
                c.Scores,
                c.Winners,
            }),
        };

    private static object Class(LandCoverClass c, long trainingPixels) =>
        new
        {
            c.Value,
            c.Name,
            Color = Hex(c.Color),
            TrainingPixels = trainingPixels,
        };

    private static object Band(BandDefinition band, double center, double scale) =>
        new
        {
            Number = band.Index + 1,
            band.Name,
            Type = band.SourceType.ToString().ToLowerInvariant(),
            Center = center,
            Scale = scale,
        };

    private static object Metrics(TrainingMetrics metrics) =>
        new
        {
            metrics.Epoch,
            metrics.Loss,
            metrics.Accuracy,
            metrics.MajorityAccuracy,
            metrics.MacroDice,
            metrics.MeanIoU,
            metrics.Classes,
            metrics.ConfusionMatrix,
            metrics.Test,
            metrics.Calibration,
            Split = new
            {
                Method = metrics.Split.Method.ToString().ToLowerInvariant(),
                metrics.Split.TrainChips,
                metrics.Split.ValidationChips,
                metrics.Split.TestChips,
                metrics.Split.DroppedChips,
                metrics.Split.SharedPixels,
                metrics.Split.GapPixels,
                Line = SplitText.Leakage(metrics.Split, Held(metrics)),
            },
        };

    private static long Held(TrainingMetrics metrics) =>
        metrics.Classes.Concat(metrics.Test?.Classes ?? []).Sum(c => c.Support);

    private static object Finding(Doctor.Finding finding) =>
        new
        {
            finding.Check,
            Severity = finding.Severity.ToString().ToLowerInvariant(),
            finding.Title,
            finding.Text,
            finding.Remedy,
        };

    private static object RateSearch(RateCurve curve, double taken) =>
        new
        {
            curve.Rates,
            curve.Losses,
            curve.Smoothed,
            curve.Begins,
            curve.Ends,
            curve.Chosen,
            Text = curve.Explain(taken),
        };

    private static object? Chips(ModelReview? review, ModelDefinition definition, int perSide)
    {
        var shown = ChipRoom.Shown(review, perSide);
        if (review is null || review.Chips.Count == 0)
        {
            return null;
        }

        var (red, green, blue) = ShownBands.Of(review.ChipBands.Count);
        return new
        {
            Bands = review.ChipBands.Select(b => new
            {
                definition.Bands[b.Band].Name,
                b.Low,
                b.High,
            }),
            Red = red,
            Green = green,
            Blue = blue,
            LeftOut = review.Chips.Count - shown.Count,
            Items = shown,
        };
    }

    private static string Hex(ClassColor c) => $"#{c.Red:x2}{c.Green:x2}{c.Blue:x2}";
}
