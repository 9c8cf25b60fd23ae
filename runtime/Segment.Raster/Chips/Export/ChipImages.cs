using System.Text;
using Segment.PackageFormat;
using Segment.Raster.Chips.Formats;

namespace Segment.Raster.Chips.Export;

/// <summary>Writes the image chips of one raster, with a mask or the bands' NoData values beside them where the raster
/// needs them. One thread at a time may use it.</summary>
internal sealed class ChipImages : IDisposable
{
    // Chips of many sizes (one a feature) need a template each: only the latest are kept.
    private const int MostTemplates = 16;

    private readonly ImageChipFormat format;
    private readonly GeoTransform grid;
    private readonly ChipFormat common;
    private readonly byte[]? sideFile;
    private readonly Dictionary<(int, int, double, double), (ChipTemplate Image, ChipTemplate? Mask)> templates = [];
    private byte[] read = [];
    private ChipTemplate image;
    private ChipTemplate? mask;

    /// <summary>Opens a raster.</summary>
    /// <param name="path">The raster.</param>
    /// <param name="format">The files' format.</param>
    /// <param name="space">Where chips say that they lie.</param>
    public ChipImages(string path, ImageChipFormat format, ReferenceSystem space)
    {
        this.format = format;
        Samples = new ChipSamples(path);
        var inPixels = space == ReferenceSystem.PixelSpace || Samples.Grid.Transform is null;
        grid = inPixels ? GeoTransform.PixelSpace : Samples.Grid.Transform!.Value;
        var noData = Samples.Bands.Select(b => b.NoData).ToArray();
        var oneNoData = noData.Distinct().Count() == 1;
        sideFile = oneNoData ? null : Encoding.UTF8.GetBytes(ChipTemplate.SideFile(noData));
        common = new ChipFormat(
            0,
            0,
            Samples.Type,
            [.. Samples.Bands.Select(b => b.Name)],
            oneNoData ? noData[0] : null,
            grid,
            inPixels ? string.Empty : Samples.Grid.CrsWkt
        );
        image = null!;
    }

    /// <summary>Gets the raster.</summary>
    public ChipSamples Samples { get; }

    /// <summary>Gets what all label chips of the raster have in common.</summary>
    /// <param name="cut">A chip.</param>
    /// <returns>The format of its pixels, with no band yet.</returns>
    public ChipFormat FormatOf(ChipCut cut) =>
        common with
        {
            Height = cut.Height,
            Width = cut.Width,
            Transform = cut.On(grid),
        };

    /// <summary>Reads the samples of the next chip.</summary>
    /// <param name="cut">The chip.</param>
    /// <returns>(bands, H, W), the bytes of each sample; they may be changed until they are saved.</returns>
    public Span<byte> Read(ChipCut cut)
    {
        (image, mask) = TemplatesOf(cut);
        ReadInto(cut, image.Samples, Samples.ReadBytes, Samples.Type.SizeBytes());
        if (mask is not null)
        {
            ReadInto(cut, mask.Samples, Samples.ReadMasks, 1);
        }

        return image.Samples;
    }

    /// <summary>Writes the chip that was read.</summary>
    /// <param name="path">The image's path.</param>
    /// <param name="cut">The chip.</param>
    public void Save(string path, ChipCut cut)
    {
        var place = cut.On(grid);
        var masked = mask is not null && mask.Samples.Contains((byte)0) ? mask : null;
        if (format.Name != ImageChipFormats.Tiff)
        {
            ChipCopy.Write(path, format, image.File(place), sideFile, masked is null ? [] : masked.File(place));
            return;
        }

        image.Save(path, place);
        if (sideFile is not null)
        {
            File.WriteAllBytes($"{path}.aux.xml", sideFile);
        }

        // A chip without a mask file holds data everywhere.
        masked?.Save($"{path}.msk", place);
    }

    /// <inheritdoc/>
    public void Dispose() => Samples.Dispose();

    private delegate void Reader(PixelWindow window, Span<byte> samples);

    private void ReadInto(ChipCut cut, Span<byte> target, Reader reader, int sampleBytes)
    {
        if (!cut.IsTurned)
        {
            reader(cut.Source, target);
            return;
        }

        var length = checked((int)(target.Length / cut.Area * cut.Source.Area));
        if (read.Length < length)
        {
            read = new byte[length];
        }

        reader(cut.Source, read.AsSpan(0, length));
        cut.PickSamples(read.AsSpan(0, length), target, sampleBytes);
    }

    private (ChipTemplate Image, ChipTemplate? Mask) TemplatesOf(ChipCut cut)
    {
        var key = (cut.Height, cut.Width, cut.InScene.PixelWidth, cut.InScene.ColumnRotation);
        if (templates.TryGetValue(key, out var own))
        {
            return own;
        }

        if (templates.Count == MostTemplates)
        {
            templates.Clear();
        }

        var kind = FormatOf(cut);
        var masks =
            Samples.MaskBands == 0
                ? null
                : new ChipTemplate(
                    kind with
                    {
                        Type = PixelType.UInt8,
                        BandNames = [.. Enumerable.Repeat(string.Empty, Samples.MaskBands)],
                        NoData = null,
                        MaskedBands = Samples.Bands.Count,
                    }
                );
        return templates[key] = (new ChipTemplate(kind), masks);
    }
}
