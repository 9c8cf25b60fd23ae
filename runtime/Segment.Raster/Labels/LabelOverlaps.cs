using System.Globalization;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Where features of different classes claim the same pixels of the scene.</summary>
public sealed class LabelOverlaps
{
    private const int Block = 256;
    private const int MostNamed = 4;

    private readonly VectorLabels labels;
    private readonly Dictionary<(byte First, byte Second), long> pairs = [];

    private LabelOverlaps(VectorLabels labels) => this.labels = labels;

    /// <summary>Gets the pixels that two or more classes claim; each counts once.</summary>
    public long Pixels { get; private set; }

    /// <summary>Gets the pixels that two classes claim both, by their class indices, the smaller first.</summary>
    public IReadOnlyDictionary<(byte First, byte Second), long> Pairs => pairs;

    /// <summary>Looks for them.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>What was found.</returns>
    internal static LabelOverlaps Find(VectorLabels labels)
    {
        var found = new LabelOverlaps(labels);
        var seen = new HashSet<(int Row, int Column)>();
        foreach (var window in labels.Drawn.SelectMany(f => Blocks(f.Bounds.Intersect(labels.Scene.Extent))))
        {
            if (seen.Add((window.Row, window.Column)))
            {
                found.Count(window.Intersect(labels.Scene.Extent));
            }
        }

        return found;
    }

    /// <summary>Gets the ground area of the pixels.</summary>
    /// <returns>Hectares; null where the scene's coordinates are not lengths.</returns>
    public double? Hectares()
    {
        using var errors = GdalErrors.Begin();
        using var reference =
            labels.Scene.CrsWkt.Length == 0 ? null : SpatialReferenceHandle.FromWkt(labels.Scene.CrsWkt);
        if (reference is null || OgrApi.OSRIsProjected(reference) == 0)
        {
            return null;
        }

        var metres = OgrApi.OSRGetLinearUnits(reference, out _);
        return Pixels * labels.Transform.PixelArea * metres * metres / 10_000;
    }

    /// <summary>Writes what was found for a message.</summary>
    /// <returns>Such as <c>12 pixels (1.08 ha: water and wood 12)</c>.</returns>
    public override string ToString()
    {
        var named = pairs
            .OrderByDescending(p => p.Value)
            .ThenBy(p => p.Key)
            .Take(MostNamed)
            .Select(p => $"{labels.Classes[p.Key.First].Name} and {labels.Classes[p.Key.Second].Name} {p.Value}");
        var more = pairs.Count > MostNamed ? ", …" : string.Empty;
        var area = Hectares() is { } hectares
            ? $"{hectares.ToString("0.####", CultureInfo.InvariantCulture)} ha: "
            : string.Empty;
        return $"{Pixels} pixels ({area}{string.Join(", ", named)}{more})";
    }

    private static IEnumerable<PixelWindow> Blocks(PixelWindow area)
    {
        for (var row = area.Row / Block * Block; row < area.EndRow && area.Area > 0; row += Block)
        {
            for (var column = area.Column / Block * Block; column < area.EndColumn; column += Block)
            {
                yield return new PixelWindow(row, column, Block, Block);
            }
        }
    }

    // Features that mean ignore claim nothing.
    private void Count(PixelWindow window)
    {
        var features = labels
            .Meeting(window)
            .Select(f => labels.Drawn[f])
            .Where(f => f.ClassIndex != LabelSource.Ignore)
            .ToArray();
        if (!Array.Exists(features, f => MeetsOtherClass(f, features)))
        {
            return;
        }

        var (pixels, first, contested) = (new byte[window.Area], new byte[window.Area], new bool[window.Area]);
        Array.Fill(first, LabelSource.Ignore);
        foreach (var own in features.GroupBy(f => f.ClassIndex).OrderBy(g => g.Key))
        {
            labels.Burn(window, [.. own], pixels);
            for (var pixel = 0; pixel < pixels.Length; pixel++)
            {
                if (pixels[pixel] != LabelSource.Ignore && first[pixel] != LabelSource.Ignore)
                {
                    var pair = (first[pixel], own.Key);
                    pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
                    Pixels += contested[pixel] ? 0 : 1;
                    contested[pixel] = true;
                }
                else if (pixels[pixel] != LabelSource.Ignore)
                {
                    first[pixel] = own.Key;
                }
            }
        }
    }

    private static bool MeetsOtherClass(LabelFeature feature, LabelFeature[] all) =>
        Array.Exists(all, f => f.ClassIndex != feature.ClassIndex && f.Bounds.Intersect(feature.Bounds).Area > 0);
}
