using Segment.PackageFormat;
using Segment.Raster.Chips;
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
        var (height, width) = (RoundUp(richest.Height, stride), RoundUp(richest.Width, stride));
        var side = RoundUp(TiledSide, stride);
        var (tiledHeight, tiledWidth) = (Math.Max(side, height), Math.Max(side, width));
        var count = RoundUp(tiledHeight, data.Height) / data.Height * (RoundUp(tiledWidth, data.Width) / data.Width);
        return new CheckWindows(
            Tile([richest], estimate, height, width),
            Tile(
                [.. Enumerable.Range(0, Math.Min(count, data.Count)).Select(data.Raw)],
                estimate,
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
        var side = RoundUp(GoldenSide, stride);
        var (h, w) = (Math.Min(height, side), Math.Min(width, side));
        var values = new float[bands * h * w];
        for (var row = 0; row < bands * h; row++)
        {
            var source = ((row / h * height) + (row % h)) * width;
            Array.Copy(Chip.Values, source, values, row * w, w);
        }

        return new NamedTensor([bands, h, w], values);
    }

    private static int RoundUp(int n, int multiple) => (n + multiple - 1) / multiple * multiple;

    /// <summary>Lays chips side by side, again from the first when there are too few; a single one is continued by reflection.</summary>
    private static NamedTensor Tile(IReadOnlyList<Chip> chips, NormalizationEstimate estimate, int height, int width)
    {
        var (chipHeight, chipWidth) = (chips[0].Height, chips[0].Width);
        var columns = (width + chipWidth - 1) / chipWidth;
        var values = new float[estimate.Bands.Count * height * width];
        for (var i = 0; i < values.Length; i++)
        {
            var (band, row, column) = (i / (height * width), i / width % height, i % width);
            var (tileRow, tileColumn) = (row / chipHeight, column / chipWidth);
            var chip = chips[((tileRow * columns) + tileColumn) % chips.Count];
            var r = Mirrored(row, chipHeight, tileRow);
            var c = Mirrored(column, chipWidth, tileColumn);
            var sample = chip.Samples[(((estimate.Bands[band] * chipHeight) + r) * chipWidth) + c];
            values[i] = float.IsFinite(sample) ? sample : (float)estimate.Normalization.Center[band];
        }

        return new NamedTensor([estimate.Bands.Count, height, width], values);
    }

    // Every second tile is mirrored, so that a chip's neighbour of the same chip continues it.
    private static int Mirrored(int position, int size, int tile) =>
        tile % 2 == 0 ? position % size : size - 1 - (position % size);
}
