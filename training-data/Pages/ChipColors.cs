using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Raster.Maps;

namespace Segment.TrainingData.Pages;

/// <summary>Draws chips as people look at them: three bands, stretched alike over all of them.</summary>
public sealed class ChipColors
{
    private const byte Ignore = byte.MaxValue;

    private readonly ChipStretch[] stretch;

    /// <summary>Measures the stretch: from the 2nd to the 98th percentile of each band.</summary>
    /// <param name="chips">The chips that will be drawn; at least one.</param>
    /// <param name="bands">Which of their bands to choose from, in order.</param>
    public ChipColors(IReadOnlyList<Chip> chips, IReadOnlyList<int> bands)
    {
        var (red, green, blue) = ShownBands.Of(bands.Count);
        stretch = [.. new[] { red, green, blue }.Select(b => ChipStretch.Measure(chips, bands[b]))];
    }

    /// <summary>Draws a chip's image.</summary>
    /// <param name="chip">The chip.</param>
    /// <returns>The picture; white where there is no data.</returns>
    public Picture Image(Chip chip)
    {
        var pixels = chip.Height * chip.Width;
        var rgb = new byte[3 * pixels];
        for (var i = 0; i < rgb.Length; i++)
        {
            var sample = chip.Samples[(stretch[i % 3].Band * pixels) + (i / 3)];
            rgb[i] = float.IsFinite(sample) ? stretch[i % 3].Shade(sample) : byte.MaxValue;
        }

        return new Picture(chip.Height, chip.Width, rgb);
    }

    /// <summary>Draws classes.</summary>
    /// <param name="height">Rows, in pixels.</param>
    /// <param name="width">Columns, in pixels.</param>
    /// <param name="indices">(H, W), class index; 255 = ignore.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="ground">What shows where there is no class; light grey where null.</param>
    /// <returns>The picture.</returns>
    public static Picture Classes(
        int height,
        int width,
        byte[] indices,
        IReadOnlyList<LandCoverClass> classes,
        Picture? ground = null
    )
    {
        var rgb = new byte[3 * indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            var color =
                indices[i] != Ignore ? classes[indices[i]].Color
                : ground is null ? new ClassColor(0xf2, 0xf2, 0xf0)
                : Pale(ground.Rgb.AsSpan(3 * i, 3));
            (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = (color.Red, color.Green, color.Blue);
        }

        return new Picture(height, width, rgb);
    }

    private static ClassColor Pale(ReadOnlySpan<byte> rgb)
    {
        var grey = (byte)(120 + ((rgb[0] + rgb[1] + rgb[2]) / 6));
        return new ClassColor(grey, grey, grey);
    }
}
