using Segment.PackageFormat;
using Segment.Raster.Chips;

namespace Segment.TrainingData.Splitting;

/// <summary>Reads what a split looks at from a chips folder.</summary>
public static class LabelledChips
{
    /// <summary>Reads the labels of all chips, not their images.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>The chips, in the folder's order.</returns>
    /// <exception cref="SegmentDataException">A label chip cannot be read.</exception>
    public static IReadOnlyList<LabelledChip> Read(ChipFolder folder, CancellationToken token = default)
    {
        var chips = new LabelledChip[folder.Chips.Count];
        try
        {
            Parallel.For(
                0,
                chips.Length,
                new ParallelOptions { CancellationToken = token, MaxDegreeOfParallelism = Environment.ProcessorCount },
                i => chips[i] = Of(folder, folder.Chips[i], folder.ReadLabels(folder.Chips[i]))
            );
        }
        catch (AggregateException e)
            when (e.InnerExceptions.OfType<SegmentDataException>().FirstOrDefault() is { } problem)
        {
            throw new SegmentDataException(problem.Message, e);
        }

        return chips;
    }

    /// <summary>Describes a chip whose labels have been read.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="file">The chip.</param>
    /// <param name="labels">(H, W), class index; 255 = ignore.</param>
    /// <returns>What a split looks at.</returns>
    public static LabelledChip Of(ChipFolder folder, ChipFile file, byte[] labels) =>
        labels.Length == folder.TileHeight * folder.TileWidth
            ? new LabelledChip(
                file.Position,
                folder.TileHeight,
                folder.TileWidth,
                labels,
                file.GivenPart,
                file.IsTurned
            )
            : throw new SegmentDataException(
                $"The label chip '{file.LabelPath}' has {labels.Length} pixels, and the chips of {folder.Folder} have "
                    + $"{folder.TileHeight} x {folder.TileWidth}. Cut the chips again."
            );
}
