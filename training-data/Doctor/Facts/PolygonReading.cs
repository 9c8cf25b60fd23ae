using Segment.Raster;
using Segment.Raster.Labels;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>Looks at drawn features one by one: their pixels, and the scene's samples there.</summary>
/// <param name="labels">The labels.</param>
/// <param name="scene">The scene.</param>
/// <param name="bands">Positions of the bands that hold data anywhere.</param>
internal sealed class PolygonReading(LabelSource labels, RasterSource scene, int[] bands)
{
    // As many features as are looked at: more would take seconds and change no finding.
    private const int MostFeatures = 4000;

    // As many samples of a feature as are read; a strip of rows at a time.
    private const int MostSamples = 1 << 20;
    private const int StripPixels = 1 << 18;

    /// <summary>Reads the features that meet the scene.</summary>
    /// <param name="drawn">All features.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>The facts, in the order of drawing.</returns>
    public IReadOnlyList<PolygonFacts> Read(IReadOnlyList<DrawnFeature> drawn, CancellationToken token)
    {
        var inside = drawn
            .Where(f => f.ClassIndex != LabelSource.Ignore && f.Bounds.Intersect(scene.Grid.Extent).Area > 0)
            .ToList();
        var step = Math.Max(1, (inside.Count + MostFeatures - 1) / MostFeatures);
        var facts = new List<PolygonFacts>();
        for (var i = 0; i < inside.Count; i += step)
        {
            token.ThrowIfCancellationRequested();
            facts.Add(Read(inside[i]));
        }

        return facts;
    }

    private PolygonFacts Read(DrawnFeature feature)
    {
        var window = feature.Bounds.Intersect(scene.Grid.Extent);
        var rows = Math.Clamp(StripPixels / window.Width, 1, window.Height);
        var strips = (window.Height + rows - 1) / rows;
        var samplesOfStrip = (long)rows * window.Width * bands.Length;
        var every = Math.Max(1, (int)Math.Ceiling(strips * samplesOfStrip / (double)MostSamples));
        var (covered, samples) = (new byte[rows * window.Width], Array.Empty<float>());
        var (pixels, seen, valid, sums) = (0L, 0L, 0L, new double[bands.Length]);
        var fingerprint = new List<byte>();
        for (var strip = 0; strip < strips; strip++)
        {
            var part = window with { Row = window.Row + (strip * rows) };
            part = part with { Height = Math.Min(rows, window.EndRow - part.Row) };
            var mask = covered.AsSpan(0, (int)part.Area);
            labels.ReadFeature(feature.Number, part, mask);
            var own = mask.Length - mask.Count(LabelSource.Ignore);
            pixels += own;
            fingerprint.AddRange(BitConverter.GetBytes(Fingerprint.Of(mask)));
            if (own > 0 && strip % every == every / 2)
            {
                samples = samples.Length >= part.Area * bands.Length ? samples : new float[part.Area * bands.Length];
                scene.Read(part, bands, samples.AsSpan(0, (int)part.Area * bands.Length));
                seen += own;
                valid += Add(mask, samples, sums);
            }
        }

        fingerprint.AddRange(BitConverter.GetBytes(window.Row).Concat(BitConverter.GetBytes(window.Column)));
        return Describe(feature, pixels, (seen, valid), sums, Fingerprint.Of([.. fingerprint]));
    }

    private static long Add(ReadOnlySpan<byte> mask, float[] samples, double[] sums)
    {
        var valid = 0L;
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] == LabelSource.Ignore)
            {
                continue;
            }

            var whole = true;
            for (var b = 0; b < sums.Length && whole; b++)
            {
                whole = float.IsFinite(samples[(b * mask.Length) + i]);
            }

            for (var b = 0; b < sums.Length && whole; b++)
            {
                sums[b] += samples[(b * mask.Length) + i];
            }

            valid += whole ? 1 : 0;
        }

        return valid;
    }

    private PolygonFacts Describe(
        DrawnFeature feature,
        long pixels,
        (long Seen, long Valid) read,
        double[] sums,
        ulong fingerprint
    )
    {
        var (row, column) = (
            feature.Bounds.Row + (feature.Bounds.Height / 2.0),
            feature.Bounds.Column + (feature.Bounds.Width / 2.0)
        );
        var t = scene.Grid.Transform ?? GeoTransform.PixelSpace;
        return new PolygonFacts(
            feature,
            t.OriginX + (column * t.PixelWidth) + (row * t.RowRotation),
            t.OriginY + (column * t.ColumnRotation) + (row * t.PixelHeight),
            pixels,
            read.Seen == 0 ? 1 : read.Valid / (double)read.Seen,
            read.Valid == 0 ? [] : Array.ConvertAll(sums, s => s / read.Valid),
            fingerprint
        );
    }
}
