using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Reads the features of the layers of labels, once, into memory.</summary>
/// <param name="layers">The layers.</param>
/// <param name="options">What features mean.</param>
/// <param name="notice">Told what is left out or mended, and where names come from.</param>
internal sealed class VectorLabelReader(LabelLayers layers, LabelOptions options, Action<string>? notice)
{
    private readonly ClassTable table = new(layers, options.IgnoreValue);
    private readonly List<(OgrGeometryHandle Geometry, string Key)> usable = [];
    private readonly SortedDictionary<Flaw, int> leftOut = [];
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private int features;
    private int mended;
    private string? firstMended;

    private enum Flaw
    {
        NoClass,
        NoGeometry,
        NoArea,
        NoOutline,
        NoPlace,
    }

    /// <summary>Reads all features.</summary>
    /// <param name="scene">The scene's grid.</param>
    /// <returns>The classes, sorted by value; the usable features in the layer's order; and the transform from pixels
    /// to the features' coordinates.</returns>
    /// <exception cref="SegmentDataException">No feature is usable, or the classes are not.</exception>
    public (IReadOnlyList<LandCoverClass> Classes, IReadOnlyList<LabelFeature> Features, GeoTransform Transform) Read(
        GridGeometry scene
    )
    {
        try
        {
            foreach (var (layer, classOfAll) in layers.All)
            {
                Read(layer, classOfAll, scene);
            }

            TellWhatIsLeftOut();
            var classes = table.Build(notice);
            TellWhatIsIgnored();
            var transform = Transform(scene);
            var mapping = new PixelMapping(transform);
            return (classes, [.. usable.Select(u => Feature(u.Geometry, table[u.Key], mapping))], transform);
        }
        catch
        {
            usable.ForEach(u => u.Geometry.Dispose());
            throw;
        }
    }

    private void Read(OgrLayer layer, string? classOfAll, GridGeometry scene)
    {
        using var reference = SceneReference.Find(layer, layers.Path, scene, Once);
        using var errors = GdalErrors.Begin();
        foreach (var feature in layer.ReadFeatures())
        {
            Take(feature, classOfAll ?? layers.Field!.Key(feature), reference);
        }

        if (errors.HasFailure)
        {
            throw new SegmentDataException(
                $"The labels in '{layers.Path}' could not be read to the end: {errors.Text}. The file may be damaged; get it anew, "
                    + "or save it again from the program that drew it."
            );
        }
    }

    // What holds for one layer holds for its sisters.
    private void Once(string sentence)
    {
        if (told.Add(sentence))
        {
            notice?.Invoke(sentence);
        }
    }

    private static OgrEnvelope Envelope(OgrGeometryHandle geometry)
    {
        OgrApi.OGR_G_GetEnvelope(geometry, out var envelope);
        return envelope;
    }

    private static LabelFeature Feature(OgrGeometryHandle geometry, byte classIndex, PixelMapping mapping)
    {
        var isArea = geometry.PlaneType is not (OgrGeometryType.Point or OgrGeometryType.MultiPoint);
        var bounds = Envelope(geometry);
        return new LabelFeature(
            geometry,
            classIndex,
            mapping.Bounds(bounds.MinX, bounds.MaxX, bounds.MinY, bounds.MaxY),
            isArea,
            isArea ? OgrApi.OGR_G_Area(geometry) : 0
        );
    }

    // QGIS shows a raster without georeference from y = 0 downwards to −height: polygons drawn there have no positive y.
    private GeoTransform Transform(GridGeometry scene)
    {
        if (scene.Transform is { } transform)
        {
            return transform;
        }

        var bounds = usable.Aggregate(OgrEnvelope.None, (all, u) => all.Union(Envelope(u.Geometry)));
        return bounds is { MinY: < 0, MaxY: <= 0 }
            ? GeoTransform.PixelSpace with
            {
                PixelHeight = -1,
            }
            : GeoTransform.PixelSpace;
    }

    private void Take(OgrFeatureHandle feature, string? key, SceneReference reference)
    {
        features++;
        var geometry = Widened(Straightened(OgrApi.OGR_F_StealGeometry(feature)));
        Flaw? flaw = key is null ? Flaw.NoClass : FlawOf(ref geometry, reference);
        if (key is null || flaw is not null)
        {
            leftOut[flaw!.Value] = leftOut.GetValueOrDefault(flaw.Value) + 1;
            geometry.Dispose();
            return;
        }

        table.Add(feature, key);
        usable.Add((geometry, key));
    }

    private Flaw? FlawOf(ref OgrGeometryHandle geometry, SceneReference reference)
    {
        if (geometry.IsInvalid || OgrApi.OGR_G_IsEmpty(geometry) != 0)
        {
            return Flaw.NoGeometry;
        }

        if (!Envelope(geometry).IsFinite)
        {
            return Flaw.NoPlace;
        }

        var flaw = geometry.PlaneType switch
        {
            OgrGeometryType.Point or OgrGeometryType.MultiPoint => null,
            OgrGeometryType.Polygon or OgrGeometryType.MultiPolygon or OgrGeometryType.Collection => Mend(ref geometry),
            _ => (Flaw?)Flaw.NoArea,
        };
        return flaw ?? (reference.Apply(geometry) && Envelope(geometry).IsFinite ? null : Flaw.NoPlace);
    }

    private Flaw? Mend(ref OgrGeometryHandle geometry)
    {
        var whole = PolygonRepair.Mend(geometry, out var flaw);
        if (whole != geometry)
        {
            geometry.Dispose();
            geometry = whole;
        }

        if (whole.IsInvalid || OgrApi.OGR_G_IsEmpty(whole) != 0)
        {
            return flaw is null ? Flaw.NoArea : Flaw.NoOutline;
        }

        mended += flaw is null ? 0 : 1;
        firstMended ??= flaw;
        return null;
    }

    // Arcs become chains of short segments (OGR's own step, 4 degrees).
    private static OgrGeometryHandle Straightened(OgrGeometryHandle geometry)
    {
        if (geometry.IsInvalid || OgrApi.OGR_G_HasCurveGeometry(geometry, 0) == 0)
        {
            return geometry;
        }

        using (geometry)
        {
            return OgrApi.OGR_G_GetLinearGeometry(geometry, 0, 0);
        }
    }

    // Points become circles and lines strips, before they are reprojected.
    private OgrGeometryHandle Widened(OgrGeometryHandle geometry)
    {
        const int SegmentsPerQuarter = 16;
        if (
            options.BufferRadius == 0
            || geometry.IsInvalid
            || geometry.PlaneType is OgrGeometryType.Polygon or OgrGeometryType.MultiPolygon
        )
        {
            return geometry;
        }

        using (geometry)
        {
            return OgrApi.OGR_G_Buffer(geometry, options.BufferRadius, SegmentsPerQuarter);
        }
    }

    private void TellWhatIsLeftOut()
    {
        var parts = leftOut.Select(part =>
            part.Key switch
            {
                Flaw.NoClass => $"{part.Value} without a class in the field '{layers.Field?.Field.Name}'",
                Flaw.NoGeometry => $"{part.Value} without a geometry",
                Flaw.NoArea => $"{part.Value} that are neither polygons nor points",
                Flaw.NoOutline => $"{part.Value} whose outlines enclose no area",
                _ => $"{part.Value} that have no place in the scene's coordinate reference system",
            }
        );
        var reasons = string.Join(", ", parts);
        var place = layers.Place;
        if (usable.Count == 0)
        {
            throw features == 0
                ? LabelLayers.WithoutFeatures(place, layers.Path)
                : new SegmentDataException(
                    $"None of the {features} features of {place} in '{layers.Path}' can be used: {reasons}. "
                        + "Labels are polygons (or points) with a class."
                );
        }

        if (leftOut.Count > 0)
        {
            notice?.Invoke($"{leftOut.Values.Sum()} of {features} features of {place} are left out: {reasons}.");
        }

        if (mended > 0)
        {
            notice?.Invoke(
                $"{mended} of {features} features have invalid outlines, such as rings that cross themselves, and are mended: all "
                    + $"area that a ring encloses counts (the first: {firstMended})."
            );
        }
    }

    private void TellWhatIsIgnored()
    {
        if (options.IgnoreValue is { } value)
        {
            notice?.Invoke(
                table.IgnoredFeatures > 0
                    ? $"Features of the value {value} mean ignore ({table.IgnoredFeatures} of {features}): they take the label from the "
                        + "pixels that they cover."
                    : $"No feature has the value {value} that --ignore-value names."
            );
        }
    }
}
