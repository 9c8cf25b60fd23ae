using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Options;

namespace Segment.Trainer.Data.Augmentation;

/// <summary>The variations of a training, done one after another.</summary>
internal sealed class AugmentationSet
{
    /// <summary>Makes a set.</summary>
    /// <param name="steps">The variations, in order.</param>
    /// <param name="where">Where they stand, for the error.</param>
    /// <exception cref="SegmentDataException">They do not go together.</exception>
    public AugmentationSet(IReadOnlyList<AugmentationStep> steps, string where)
    {
        Steps = steps;
        if (steps.GroupBy(s => s.Kind).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice)
        {
            throw new SegmentDataException($"{where}: {twice.Name} stands there twice. Give it once.");
        }

        if (steps.FirstOrDefault(s => s.Kind is Crop) is not { } crop)
        {
            return;
        }

        if (crop.Probability < 1 || crop.Values.Skip(1).Any(v => v != new ValueRange(0, 1)))
        {
            throw new SegmentDataException(
                $"{where}: crop takes parts of one size, anywhere where there are labels: its p must be 1, row_pct and col_pct 0,1."
            );
        }

        var size = crop.Values[0];
        CropSize =
            size.Least.Equals(size.Most) && size.Least.Equals(Math.Floor(size.Least))
                ? (int)size.Least
                : throw new SegmentDataException($"{where}: crop has size {size}: give one whole number of pixels.");
    }

    /// <summary>Gets a set that varies nothing.</summary>
    public static AugmentationSet None { get; } = new([], "none");

    /// <summary>Gets the set that suits land cover, whatever the chips: flips and quarter turns.</summary>
    public static AugmentationSet Default { get; } =
        new([AugmentationStep.Of(AugmentationCatalog.Find("dihedral", "default"))], "default");

    /// <summary>Gets the variations, in order.</summary>
    public IReadOnlyList<AugmentationStep> Steps { get; }

    /// <summary>Gets the side of the parts that are trained on; null where that is not said.</summary>
    public int? CropSize { get; }

    /// <summary>Gets the set that was asked for.</summary>
    /// <param name="options">The options, without problems.</param>
    /// <param name="chips">The chips.</param>
    /// <param name="notice">Told what of a file is not followed.</param>
    /// <returns>The set.</returns>
    /// <exception cref="SegmentDataException">A file cannot be read or understood.</exception>
    public static AugmentationSet For(AugmentationOptions options, ChipFolder chips, Action<string> notice) =>
        options.Augmentation switch
        {
            AugmentationMode.None => None,
            AugmentationMode.Custom => AugmentationText.Parse(options.AugmentationParameters!),
            AugmentationMode.File => AugmentationFile.Read(
                options.AugmentationFile ?? Path.Combine(chips.Folder, AugmentationFile.Name),
                notice
            ),
            _ => Default,
        };

    /// <summary>Draws how an item is varied.</summary>
    /// <param name="key">The item's key.</param>
    /// <param name="subject">What is varied.</param>
    /// <returns>The variation: always the same for the same key and set.</returns>
    public Variation Draw(ulong key, AugmentationSubject subject)
    {
        var random = new ItemRandom(key);
        var variation = Variation.None;
        foreach (var step in Steps)
        {
            if (random.Next() < step.Probability)
            {
                variation = step.Kind.Apply(variation, step.Values, subject, ref random);
            }
        }

        return variation;
    }

    /// <summary>Describes the set for people.</summary>
    /// <returns>Such as <c>dihedral (p 1), rotate -30,30 (p 0.5)</c>.</returns>
    public override string ToString() => Steps.Count == 0 ? "none" : string.Join(", ", Steps);
}
