using Segment.PackageFormat;

namespace Segment.Raster.Labels;

/// <summary>Looks over drawn labels for what their author should know.</summary>
internal static class LabelReview
{
    private const int Block = 256;
    private const int MostNamed = 6;

    /// <summary>Tells of features outside the scene, of polygons smaller than a pixel, and of pixels that polygons of
    /// different classes claim.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="notice">Told one sentence each.</param>
    public static void Tell(VectorLabels labels, Action<string> notice)
    {
        var all = labels.Drawn.Count;
        var outside = all - labels.Meeting(labels.Scene.Extent).Count();
        if (outside > 0)
        {
            notice($"{outside} of {all} features lie outside the scene and are left out.");
        }

        var small = labels.Drawn.Count(f => f.IsArea && f.Area < labels.Transform.PixelArea);
        if (small > 0)
        {
            notice(
                $"{small} of {all} features are polygons smaller than one pixel: they count only where they cover a pixel's centre."
            );
        }

        var contested = CountContestedPixels(labels);
        if (contested > 0)
        {
            notice(
                $"Polygons of different classes overlap on {contested} pixels: the feature that comes later in the layer wins there."
            );
        }
    }

    /// <summary>Tells of classes that got no pixel.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="pixels">Labelled pixels of each class.</param>
    /// <param name="notice">Told one sentence.</param>
    public static void TellEmptyClasses(
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyList<long> pixels,
        Action<string>? notice
    )
    {
        var empty = classes.Where((_, c) => pixels[c] == 0).Select(c => $"{c.Name} ({c.Value})").ToArray();
        if (empty.Length > 0)
        {
            notice?.Invoke(
                $"{empty.Length} of {classes.Count} classes have no pixel in the scene: "
                    + $"{string.Join(", ", empty.Take(MostNamed))}{(empty.Length > MostNamed ? ", …" : string.Empty)}."
            );
        }
    }

    /// <summary>Counts pixels of the scene that features of two or more classes cover.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>Pixels; each counts once.</returns>
    public static long CountContestedPixels(VectorLabels labels)
    {
        var contested = 0L;
        var seen = new HashSet<(int Row, int Column)>();
        foreach (var window in labels.Drawn.SelectMany(f => Blocks(f.Bounds.Intersect(labels.Scene.Extent))))
        {
            if (seen.Add((window.Row, window.Column)))
            {
                contested += CountContestedPixels(labels, window.Intersect(labels.Scene.Extent));
            }
        }

        return contested;
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

    private static long CountContestedPixels(VectorLabels labels, PixelWindow window)
    {
        var features = labels.Meeting(window).Select(f => labels.Drawn[f]).ToArray();
        if (!Array.Exists(features, f => MeetsOtherClass(f, features)))
        {
            return 0;
        }

        var (pixels, claims) = (new byte[window.Area], new byte[window.Area]);
        foreach (var own in features.GroupBy(f => f.ClassIndex))
        {
            labels.Burn(window, [.. own], pixels);
            for (var pixel = 0; pixel < pixels.Length; pixel++)
            {
                claims[pixel] += (byte)(pixels[pixel] != LabelSource.Ignore ? 1 : 0);
            }
        }

        return claims.LongCount(c => c > 1);
    }

    private static bool MeetsOtherClass(LabelFeature feature, LabelFeature[] all) =>
        Array.Exists(all, f => f.ClassIndex != feature.ClassIndex && f.Bounds.Intersect(feature.Bounds).Area > 0);
}
