using System.Runtime.InteropServices;
using System.Text;
using Segment.PackageFormat;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips;

/// <summary>Writes the files of each chip: image, label, and beside the image a mask or the bands' NoData values where
/// the scene needs them.</summary>
internal sealed class ChipFiles
{
    private const int LargestUInt8 = byte.MaxValue;

    private readonly ChipSamples scene;
    private readonly ChipTarget target;
    private readonly ChipTemplate image;
    private readonly ChipTemplate label;
    private readonly ChipTemplate? mask;
    private readonly byte[]? sideFile;
    private readonly ushort[] valueOfIndex = new ushort[LabelSource.Ignore + 1];
    private readonly bool wideLabels;

    /// <summary>Prepares the files.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="target">The folder.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="tileSize">The side of a chip, in pixels.</param>
    public ChipFiles(ChipSamples scene, ChipTarget target, IReadOnlyList<LandCoverClass> classes, int tileSize)
    {
        (this.scene, this.target) = (scene, target);
        var noData = scene.Bands.Select(b => b.NoData).ToArray();
        var oneNoData = noData.Distinct().Count() == 1;
        var names = scene.Bands.Select(b => b.Name).ToArray();
        var format = new ChipFormat(
            tileSize,
            scene.Type,
            names,
            oneNoData ? noData[0] : null,
            scene.Grid.Transform ?? GeoTransform.PixelSpace,
            scene.Grid.CrsWkt
        );
        image = new ChipTemplate(format);
        sideFile = oneNoData ? null : Encoding.UTF8.GetBytes(ChipTemplate.SideFile(noData));
        IgnoreValue = IgnoreFor(classes);
        wideLabels = Math.Max(IgnoreValue, classes[^1].Value) > LargestUInt8;
        var labelType = wideLabels ? PixelType.UInt16 : PixelType.UInt8;
        label = new ChipTemplate(format with { Type = labelType, BandNames = [""], NoData = IgnoreValue });
        if (scene.MaskBands > 0)
        {
            var maskNames = Enumerable.Repeat(string.Empty, scene.MaskBands).ToArray();
            mask = new ChipTemplate(
                format with
                {
                    Type = PixelType.UInt8,
                    BandNames = maskNames,
                    NoData = null,
                    MaskedBands = names.Length,
                }
            );
        }

        Array.Fill(valueOfIndex, (ushort)IgnoreValue);
        foreach (var (index, landCover) in classes.Index())
        {
            valueOfIndex[index] = (ushort)landCover.Value;
        }
    }

    /// <summary>Gets the label value of pixels without a class.</summary>
    public int IgnoreValue { get; }

    /// <summary>Writes a chip.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="window">Its place on the scene.</param>
    /// <param name="labels">Class indices of the window's rows; the first is the window's first pixel.</param>
    /// <param name="labelStride">Pixels from row to row in <paramref name="labels"/>.</param>
    public void Write(string name, PixelWindow window, ReadOnlySpan<byte> labels, int labelStride)
    {
        scene.ReadBytes(window, image.Samples);
        FillLabels(window, labels, labelStride);
        if (mask is not null)
        {
            scene.ReadMasks(window, mask.Samples);
        }

        target.Try(() => Save(name, window));
    }

    private static int IgnoreFor(IReadOnlyList<LandCoverClass> classes) =>
        classes[0].Value > 0 ? 0
        : classes[^1].Value < byte.MaxValue ? byte.MaxValue
        : ushort.MaxValue;

    private void Save(string name, PixelWindow window)
    {
        var file = $"{name}.tif";
        image.Save(target[ChipLayout.Images, file], window.Row, window.Column);
        label.Save(target[ChipLayout.Labels, file], window.Row, window.Column);
        if (sideFile is not null)
        {
            File.WriteAllBytes(target[ChipLayout.Images, $"{file}.aux.xml"], sideFile);
        }

        // A chip without a mask file holds data everywhere.
        if (mask is not null && mask.Samples.Contains((byte)0))
        {
            mask.Save(target[ChipLayout.Images, $"{file}.msk"], window.Row, window.Column);
        }
    }

    private void FillLabels(PixelWindow window, ReadOnlySpan<byte> labels, int labelStride)
    {
        var wide = MemoryMarshal.Cast<byte, ushort>(label.Samples);
        for (var row = 0; row < window.Height; row++)
        {
            var line = labels.Slice(row * labelStride, window.Width);
            for (var column = 0; column < line.Length; column++)
            {
                var pixel = (row * window.Width) + column;
                if (wideLabels)
                {
                    wide[pixel] = valueOfIndex[line[column]];
                }
                else
                {
                    label.Samples[pixel] = (byte)valueOfIndex[line[column]];
                }
            }
        }
    }
}
