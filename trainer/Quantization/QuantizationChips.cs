using Segment.Exporter.Quantization;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Storage;
using Segment.Trainer.Packaging;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer.Quantization;

/// <summary>The chips of a package, as its graph takes them: some that trained, and all that validate.</summary>
/// <param name="Calibration">Windows of training chips.</param>
/// <param name="Validation">Windows of validation chips, with the labels of the chip in each one's upper left corner.</param>
internal sealed record QuantizationChips(
    IReadOnlyList<GraphImage> Calibration,
    IReadOnlyList<(GraphImage Image, HeldOutChip Held)> Validation
)
{
    // Ranges settle after some hundred images (Wu et al., https://arxiv.org/abs/2004.09602, section 4.2, take 1024 of 224 px
    // for networks that see 1000 classes); more costs time and adds rare values, which calibration leaves out anyway.
    private const long CalibrationPixels = 4L << 20;
    private const int MostCalibrationChips = 1024;
    private const int FewestCalibrationChips = 16;

    /// <summary>Gets the rows of each chip.</summary>
    public required int Height { get; init; }

    /// <summary>Gets the columns of each chip.</summary>
    public required int Width { get; init; }

    /// <summary>Reads the chips and parts them as they were parted for the training.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="contents">The package.</param>
    /// <param name="progress">Told the fraction read, 0–1.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>The chips.</returns>
    /// <exception cref="SegmentDataException">They are not those that the package was trained on.</exception>
    public static QuantizationChips Read(
        QuantizeOptions options,
        PackageContents contents,
        Action<double> progress,
        Action<string> notice,
        CancellationToken token
    )
    {
        var definition = contents.Definition;
        var folder = ChipFolder.Open(options.Chips, notice, options.IgnoreValue);
        RequireSame(folder, definition);
        var classes = definition.Classes.Select(c => c.Value).ToHashSet();
        var ignored = folder.Classes.Where(c => !classes.Contains(c.Value)).Select(c => c.Name).ToList();
        folder = IgnoredClasses.LeaveOut(folder, ignored, notice);
        using var chips = ChipLoading.Load(new ChipShelf(folder, memoryLimit: null, notice), progress, notice, token);
        var labelled = folder.Chips.Zip(chips.Drawn, (file, drawn) => LabelledChips.Of(folder, file, drawn)).ToList();
        var names = folder.Chips.Select(c => c.Name).ToList();
        var plan =
            StoredSplit.Restore(Split(contents, options), names, labelled, folder.Classes) ?? throw Others(options);
        var split = plan.Apply(chips.Labels);
        return new QuantizationChips(
            [
                .. Spread(split.Training, Count(folder, definition))
                    .Select(c => Window(chips.Images.Raw(c, chips.Labels[c]), definition)),
            ],
            [.. split.Validation.Select(held => (Window(chips.Images.Raw(held.Chip, held.Labels), definition), held))]
        )
        {
            Height = folder.TileHeight,
            Width = folder.TileWidth,
        };
    }

    private static void RequireSame(ChipFolder folder, ModelDefinition definition)
    {
        if (folder.Bands.Count != definition.SourceBandCount)
        {
            throw new SegmentDataException(
                $"The chips in {folder.Folder} have {folder.Bands.Count} bands, and the package {definition.Name} was trained on chips of "
                    + $"{definition.SourceBandCount}. Give the chips that it was trained on."
            );
        }

        if (definition.Classes.Any(c => folder.Classes.All(f => f.Value != c.Value)))
        {
            throw new SegmentDataException(
                $"The chips in {folder.Folder} have the class values {string.Join(", ", folder.Classes.Select(c => c.Value))}, and the package "
                    + $"{definition.Name} has {string.Join(", ", definition.Classes.Select(c => c.Value))}. Give the chips that it was trained on."
            );
        }
    }

    private static TrainingSplit Split(PackageContents contents, QuantizeOptions options) =>
        contents.ExtraFiles.TryGetValue(TrainingSplit.FileName, out var stored)
            ? TrainingSplit.FromJson(stored)
            : throw new SegmentDataException(
                $"The package {options.Package} does not say which chips trained and which validated: it holds no {TrainingSplit.FileName}. "
                    + "Only then can ranges be measured on the ones and the loss on the others. Train it again with this version."
            );

    private static SegmentDataException Others(QuantizeOptions options) =>
        new(
            $"The chips in {options.Chips} are not those that {options.Package} was trained on: its split ({TrainingSplit.FileName}) names others, "
                + "or other labels. Give the chips of its training, as they were then."
        );

    private static int Count(ChipFolder folder, ModelDefinition definition)
    {
        var area =
            (long)ChipTiling.RoundUp(folder.TileHeight, definition.Stride)
            * ChipTiling.RoundUp(folder.TileWidth, definition.Stride);
        return (int)Math.Clamp(CalibrationPixels / area, FewestCalibrationChips, MostCalibrationChips);
    }

    /// <summary>Takes so many of a list, evenly spread over it.</summary>
    private static IEnumerable<int> Spread(IReadOnlyList<int> all, int count) =>
        all.Count <= count ? all : Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Count / count)]);

    private static GraphImage Window(Chip chip, ModelDefinition definition)
    {
        var window = ChipTiling.Tile(
            [chip],
            [.. definition.Bands.Select(b => b.Index)],
            definition.Normalization,
            ChipTiling.RoundUp(chip.Height, definition.Stride),
            ChipTiling.RoundUp(chip.Width, definition.Stride)
        );
        return new GraphImage(window.Shape[1], window.Shape[2], window.Values);
    }
}
