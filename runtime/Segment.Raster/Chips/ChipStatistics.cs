using Segment.PackageFormat;
using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips;

/// <summary>What is counted while chips are written.</summary>
/// <param name="classes">The classes, sorted by value.</param>
/// <param name="bandNames">The bands' names.</param>
/// <param name="countsFeatures">Whether features are counted, and not pixels.</param>
internal sealed class ChipStatistics(
    IReadOnlyList<LandCoverClass> classes,
    IReadOnlyList<string> bandNames,
    bool countsFeatures = false
)
{
    /// <summary>Gets the classes, sorted by value.</summary>
    public IReadOnlyList<LandCoverClass> Classes => classes;

    /// <summary>Gets the bands' names.</summary>
    public IReadOnlyList<string> BandNames => bandNames;

    /// <summary>Gets whether features are counted, and not pixels.</summary>
    public bool CountsFeatures => countsFeatures;

    /// <summary>Gets the features of each class.</summary>
    public IReadOnlyList<FeatureStatistics> Features { get; } = [.. classes.Select(_ => new FeatureStatistics())];

    /// <summary>Gets how many features the chips hold: fewest, most and summed.</summary>
    public ClassStatistics FeaturesPerImage { get; } = new();

    /// <summary>Gets the pixels of each class.</summary>
    public IReadOnlyList<ClassStatistics> PerClass { get; } = [.. classes.Select(_ => new ClassStatistics())];

    /// <summary>Gets the statistics of each band.</summary>
    public IReadOnlyList<BandStatistics> PerBand { get; } = [.. bandNames.Select(_ => new BandStatistics())];

    /// <summary>Gets how many classes the chips hold: fewest, most and summed.</summary>
    public ClassStatistics ClassesPerImage { get; } = new();

    /// <summary>Gets the number of chips.</summary>
    public int Images { get; private set; }

    /// <summary>Takes up a chip's labels.</summary>
    /// <param name="job">The chip.</param>
    public void AddLabels(ChipJob job)
    {
        AddLabels(job.Counts);
        if (!countsFeatures)
        {
            return;
        }

        FeaturesPerImage.Add(job.Objects.Count);
        foreach (var own in job.Objects.GroupBy(o => o.ClassIndex))
        {
            Features[own.Key].Add([.. own.Select(o => o.Area)]);
        }
    }

    /// <summary>Takes up the labelled pixels of a chip.</summary>
    /// <param name="pixelsPerClass">Pixels of each class.</param>
    public void AddLabels(ReadOnlySpan<long> pixelsPerClass)
    {
        Images++;
        var present = 0;
        for (var c = 0; c < pixelsPerClass.Length; c++)
        {
            PerClass[c].Add(pixelsPerClass[c]);
            present += pixelsPerClass[c] > 0 ? 1 : 0;
        }

        ClassesPerImage.Add(present);
    }

    /// <summary>Takes up the samples of a chip.</summary>
    /// <param name="samples">(bands, H, W); NaN where there is no data.</param>
    public void AddSamples(ReadOnlySpan<float> samples)
    {
        var pixels = samples.Length / PerBand.Count;
        for (var band = 0; band < PerBand.Count; band++)
        {
            PerBand[band].Add(samples.Slice(band * pixels, pixels));
        }
    }

    /// <summary>Takes up what was counted of other chips.</summary>
    /// <param name="other">Their statistics.</param>
    public void Add(ChipStatistics other)
    {
        Images += other.Images;
        ClassesPerImage.Add(other.ClassesPerImage);
        FeaturesPerImage.Add(other.FeaturesPerImage);
        for (var c = 0; c < PerClass.Count; c++)
        {
            PerClass[c].Add(other.PerClass[c]);
            Features[c].Add(other.Features[c]);
        }

        for (var band = 0; band < PerBand.Count; band++)
        {
            PerBand[band].Add(other.PerBand[band]);
        }
    }
}
