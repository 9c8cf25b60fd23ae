using Segment.PackageFormat;
using Segment.Raster.Samples;

namespace Segment.Runtime.Assessment;

/// <summary>How a map agrees with a reference.</summary>
/// <param name="MapPath">The map.</param>
/// <param name="ReferencePath">The reference.</param>
/// <param name="Kind">What the reference is.</param>
/// <param name="Classes">The map's classes; their positions are the rows and columns of <paramref name="Matrix"/>.</param>
/// <param name="Matrix">Reference (rows) against map (columns), in pixels, or in points where the reference is points.</param>
/// <param name="MappedPixels">The map's pixels of each class, by class index.</param>
/// <param name="PixelHectares">The area of a pixel; null where the map has no reference system.</param>
/// <param name="Estimates">What the sample says about the whole map, with intervals; null where there can be none.</param>
/// <param name="NoEstimates">Why there are no estimates, in one sentence; null where there are.</param>
/// <param name="Notes">What a reader of the figures should know, one sentence each.</param>
public sealed record MapAssessmentResult(
    string MapPath,
    string ReferencePath,
    ReferenceKind Kind,
    IReadOnlyList<LandCoverClass> Classes,
    ConfusionMatrix Matrix,
    IReadOnlyList<long> MappedPixels,
    double? PixelHectares,
    AccuracyEstimates? Estimates,
    string? NoEstimates,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Gets what became of the points; null where the reference is no points.</summary>
    public PointTally? Points { get; init; }

    /// <summary>Gets the sample's strata and how many of their points are interpreted; empty without estimates.</summary>
    public IReadOnlyList<(SampleStratum Stratum, long Points)> Strata { get; init; } = [];

    /// <summary>Gets the shares that kappa and the disagreements are computed from: of the area where a sample estimates it, else
    /// of what was counted.</summary>
    public double[,] Proportions => Estimates?.Proportions ?? Assessment.Disagreement.Proportions(Matrix);

    /// <summary>Gets the share that is right, 0–1: of the area where a sample estimates it, else of what was counted.</summary>
    public double Accuracy => Estimates?.OverallAccuracy.Value ?? Matrix.Accuracy;

    /// <summary>Gets the mean F1 over the classes that the reference holds, 0–1.</summary>
    public double MacroDice => Mean(found => found.F1) ?? Matrix.MacroDice;

    /// <summary>Gets the mean intersection over union over the classes that the reference holds, 0–1.</summary>
    public double MeanIoU => Mean(found => found.IoU) ?? Matrix.MeanIoU;

    /// <summary>Gets the two parts of what the map gets wrong.</summary>
    public Disagreement Disagreement => Assessment.Disagreement.Of(Proportions);

    /// <summary>Gets Cohen's kappa of <see cref="Proportions"/>.</summary>
    public double Kappa => Assessment.Disagreement.Kappa(Proportions);

    private double? Mean(Func<ClassEstimates, Estimate?> figure) =>
        Estimates?.Classes.Where(found => found.AreaShare.Value > 0).Average(found => figure(found)?.Value);
}
