using Segment.PackageFormat;

namespace Segment.Raster.Labels;

/// <summary>Looks over drawn labels for what their author should know.</summary>
internal static class LabelReview
{
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
        if (small > 0 && !labels.AllTouched)
        {
            notice(
                $"{small} of {all} features are polygons smaller than one pixel: they count only where they cover a pixel's centre."
            );
        }

        var overlaps = LabelOverlaps.Find(labels);
        if (overlaps.Pixels > 0)
        {
            notice(
                $"Polygons of different classes overlap on {overlaps}: the feature that comes later in the layer wins there."
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
}
