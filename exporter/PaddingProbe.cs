using Segment.PackageFormat;

namespace Segment.Exporter;

/// <summary>
/// Measures the padding that a trained network needs: how wide the border of a tile is whose logits differ from those of
/// the whole scene, because the network sees zeros where the scene goes on.
/// </summary>
/// <remarks>
/// A trained network gives far pixels little weight (Luo et al.,
/// <see href="https://arxiv.org/abs/1701.04128">Understanding the effective receptive field</see>), so its exact bound,
/// the receptive field's radius, is far more than a map needs. The probe cuts a tile out of a larger image, runs
/// both and compares them ring by ring.
/// At 1 % of the logits' standard deviation, fewer than one pixel in a hundred of the first ring kept changed its class
/// (networks trained on Landsat 7 and Sentinel-2 scenes).
/// </remarks>
public static class PaddingProbe
{
    /// <summary>What counts as disturbed: this share of the logits' standard deviation, as a ring's root mean square.</summary>
    public const double DefaultThreshold = 0.01;

    // Wider borders are not looked for: the image would have more than a million pixels, and the widest that was seen
    // (ResNet-18 on a Sentinel-2 scene) was 160.
    private const int WidestBorder = 256;

    // Small networks are probed on as large an image, for enough pixels in each ring.
    private const int SmallestBorder = 64;

    /// <summary>Measures the padding.</summary>
    /// <param name="graph">A serialized ModelProto of <see cref="NetworkExporter"/>, trained.</param>
    /// <param name="height">Rows of the image, from 1.</param>
    /// <param name="width">Columns of the image, from 1.</param>
    /// <param name="pixels">
    /// Raw pixel values of a typical place, (bands, height, width), all finite. The image is continued by reflection to
    /// the size that the probe needs; 256 × 256 pixels or more are best.
    /// </param>
    /// <param name="stride">The network's stride, in pixels.</param>
    /// <param name="receptiveFieldRadius">The network's exact bound, in pixels; no more padding than that is returned.</param>
    /// <param name="threshold">What counts as disturbed, as a share of the logits' standard deviation; above 0.</param>
    /// <returns>The padding, in pixels, a multiple of <paramref name="stride"/>.</returns>
    /// <exception cref="ArgumentException">The image has the wrong number of values.</exception>
    /// <exception cref="SegmentDataException">ONNX Runtime refuses the graph.</exception>
    public static int Measure(
        byte[] graph,
        int height,
        int width,
        float[] pixels,
        int stride,
        int receptiveFieldRadius,
        double threshold = DefaultThreshold
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        using var session = new GraphSession(graph);
        if (pixels.Length != session.Bands * height * width)
        {
            throw new ArgumentException(
                $"The image of {height} × {width} pixels has {pixels.Length} values; the graph has {session.Bands} bands.",
                nameof(pixels)
            );
        }

        var exact = RoundUp(receptiveFieldRadius, stride);
        var border = RoundUp(Math.Clamp(exact, SmallestBorder, WidestBorder), stride);
        var (side, tileSide) = (4 * border, 2 * border);
        var image = Reflected(pixels, session.Bands, height, width, side);
        var tile = Crop(image, session.Bands, side, border, tileSide);
        var whole = session.Run(side, side, image);
        var expected = Crop(whole, session.Classes, side, border, tileSide);
        var limit = threshold * StandardDeviation(expected, session.Classes);
        var rings = RingDifferences(session.Run(tileSide, tileSide, tile), expected, session.Classes, tileSide);
        return Math.Min(exact, RoundUp(Array.FindLastIndex(rings, difference => !(difference <= limit)) + 1, stride));
    }

    private static int RoundUp(int n, int multiple) => (n + multiple - 1) / multiple * multiple;

    /// <summary>Continues an image by reflection that does not repeat the edge, to a square.</summary>
    private static float[] Reflected(float[] pixels, int bands, int height, int width, int side)
    {
        var image = new float[bands * side * side];
        for (var (b, o) = (0, 0); b < bands; b++)
        {
            for (var row = 0; row < side; row++)
            {
                for (var column = 0; column < side; column++, o++)
                {
                    image[o] = pixels[(((b * height) + Reflected(row, height)) * width) + Reflected(column, width)];
                }
            }
        }

        return image;
    }

    private static int Reflected(int position, int size)
    {
        var period = Math.Max(1, 2 * (size - 1));
        var phase = position % period;
        return phase < size ? phase : period - phase;
    }

    private static float[] Crop(float[] maps, int channels, int side, int offset, int cropSide)
    {
        var crop = new float[channels * cropSide * cropSide];
        for (var c = 0; c < channels; c++)
        {
            for (var row = 0; row < cropSide; row++)
            {
                Array.Copy(
                    maps,
                    (((c * side) + offset + row) * side) + offset,
                    crop,
                    ((c * cropSide) + row) * cropSide,
                    cropSide
                );
            }
        }

        return crop;
    }

    /// <summary>Gets the spread of the logits about each class's own mean.</summary>
    private static double StandardDeviation(float[] logits, int classes)
    {
        var plane = logits.Length / classes;
        var sum = 0.0;
        for (var c = 0; c < classes; c++)
        {
            var values = logits.AsSpan(c * plane, plane);
            var mean = 0.0;
            foreach (var value in values)
            {
                mean += value;
            }

            mean /= plane;
            foreach (var value in values)
            {
                sum += (value - mean) * (value - mean);
            }
        }

        return Math.Sqrt(sum / logits.Length);
    }

    /// <summary>Gets the root mean square of the differences at each distance from the tile's edge.</summary>
    private static double[] RingDifferences(float[] tile, float[] expected, int classes, int side)
    {
        var sums = new double[side / 2];
        var counts = new long[side / 2];
        for (var (c, i) = (0, 0); c < classes; c++)
        {
            for (var row = 0; row < side; row++)
            {
                for (var column = 0; column < side; column++, i++)
                {
                    var ring = Math.Min(Math.Min(row, side - 1 - row), Math.Min(column, side - 1 - column));
                    var difference = (double)tile[i] - expected[i];
                    sums[ring] += difference * difference;
                    counts[ring]++;
                }
            }
        }

        return [.. sums.Zip(counts, (sum, count) => Math.Sqrt(sum / count))];
    }
}
