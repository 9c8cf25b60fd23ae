using Segment.PackageFormat;
using Segment.Trainer.Data;

namespace Segment.Trainer.Packaging;

/// <summary>
/// Raw windows of real chips that the export is checked with: one chip, brought to a multiple of the network's stride by
/// reflection, and a larger window tiled from several chips. All samples are finite: those without data hold the centre.
/// </summary>
/// <param name="Chip">(bands, H, W) of one chip.</param>
/// <param name="Tiled">(bands, H, W) of several.</param>
internal sealed record CheckWindows(NamedTensor Chip, NamedTensor Tiled)
{
    // The padding probe wants 256 px or more; the golden window travels in every package and stays small.
    private const int TiledSide = 256;
    private const int GoldenSide = 64;

    /// <summary>Cuts the windows.</summary>
    /// <param name="data">Validation chips, at least one.</param>
    /// <param name="estimate">Which bands the network reads, and their centres.</param>
    /// <param name="stride">The network's stride, in pixels.</param>
    /// <returns>The windows.</returns>
    public static CheckWindows Cut(ChipDataset data, NormalizationEstimate estimate, int stride)
    {
        var richest = data.Raw(Enumerable.Range(0, data.Count).MaxBy(c => data.Labels(c).Distinct().Count()));
        var (height, width) = (ChipTiling.RoundUp(richest.Height, stride), ChipTiling.RoundUp(richest.Width, stride));
        var side = ChipTiling.RoundUp(TiledSide, stride);
        var (tiledHeight, tiledWidth) = (Math.Max(side, height), Math.Max(side, width));
        var count =
            ChipTiling.RoundUp(tiledHeight, data.Height)
            / data.Height
            * (ChipTiling.RoundUp(tiledWidth, data.Width) / data.Width);
        return new CheckWindows(
            ChipTiling.Tile([richest], estimate.Bands, estimate.Normalization, height, width),
            ChipTiling.Tile(
                [.. Enumerable.Range(0, Math.Min(count, data.Count)).Select(data.Raw)],
                estimate.Bands,
                estimate.Normalization,
                tiledHeight,
                tiledWidth
            )
        );
    }

    /// <summary>Reads the windows.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The windows.</returns>
    /// <exception cref="SegmentDataException">The file is not one of windows.</exception>
    public static CheckWindows Read(string path)
    {
        var tensors = TensorFile.Read(path);
        return tensors.TryGetValue("chip", out var chip) && tensors.TryGetValue("tiled", out var tiled)
            ? new CheckWindows(chip, tiled)
            : throw new SegmentDataException(
                $"{path} holds no windows to check an export with. Train again to write it anew."
            );
    }

    /// <summary>Writes the windows.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) =>
        TensorFile.Write(
            path,
            new Dictionary<string, NamedTensor>(StringComparer.Ordinal) { ["chip"] = Chip, ["tiled"] = Tiled }
        );

    /// <summary>Takes the part of the chip that goes into the package.</summary>
    /// <param name="stride">The network's stride, in pixels.</param>
    /// <returns>(bands, H, W), at most 64 px wide and high where the stride allows.</returns>
    public NamedTensor Golden(int stride)
    {
        var (bands, height, width) = (Chip.Shape[0], Chip.Shape[1], Chip.Shape[2]);
        var side = ChipTiling.RoundUp(GoldenSide, stride);
        var (h, w) = (Math.Min(height, side), Math.Min(width, side));
        var values = new float[bands * h * w];
        for (var row = 0; row < bands * h; row++)
        {
            var source = ((row / h * height) + (row % h)) * width;
            Array.Copy(Chip.Values, source, values, row * w, w);
        }

        return new NamedTensor([bands, h, w], values);
    }
}
