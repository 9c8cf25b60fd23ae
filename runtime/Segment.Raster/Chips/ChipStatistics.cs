using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>What is counted while chips are written.</summary>
/// <param name="classes">The classes, sorted by value.</param>
/// <param name="bandNames">The bands' names.</param>
internal sealed class ChipStatistics(IReadOnlyList<LandCoverClass> classes, IReadOnlyList<string> bandNames)
{
    /// <summary>Gets the classes, sorted by value.</summary>
    public IReadOnlyList<LandCoverClass> Classes => classes;

    /// <summary>Gets the bands' names.</summary>
    public IReadOnlyList<string> BandNames => bandNames;

    /// <summary>Gets the statistics of each class.</summary>
    public IReadOnlyList<ClassStatistics> PerClass { get; } = [.. classes.Select(_ => new ClassStatistics())];

    /// <summary>Gets the statistics of each band.</summary>
    public IReadOnlyList<BandStatistics> PerBand { get; } = [.. bandNames.Select(_ => new BandStatistics())];

    /// <summary>Gets how many classes the chips hold: fewest, most and summed.</summary>
    public ClassStatistics ClassesPerImage { get; } = new();

    /// <summary>Gets the number of chips.</summary>
    public int Images { get; private set; }

    /// <summary>Takes up the labels of a chip.</summary>
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
}
