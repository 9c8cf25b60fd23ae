using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Reads the features of a vector layer, once, into memory.</summary>
/// <param name="path">The labels' path, for messages.</param>
/// <param name="layer">The layer.</param>
/// <param name="classField">The field of the class.</param>
/// <param name="notice">Told what is left out, and where names come from.</param>
internal sealed class VectorLabelReader(string path, OgrLayer layer, ClassField classField, Action<string>? notice)
{
    private readonly ClassTable table = new(layer, classField);
    private readonly List<(OgrGeometryHandle Geometry, string Key)> usable = [];
    private readonly SortedDictionary<Flaw, int> leftOut = [];
    private int features;

    private enum Flaw
    {
        NoClass,
        NoGeometry,
        NoArea,
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
        using var reference = SceneReference.Find(layer, path, scene, notice);
        try
        {
            using var errors = GdalErrors.Begin();
            foreach (var feature in layer.ReadFeatures())
            {
                Take(feature, reference);
            }

            if (errors.HasFailure)
            {
                throw new SegmentDataException($"The labels in '{path}' could not be read to the end: {errors.Text}.");
            }

            TellWhatIsLeftOut();
            var classes = table.Build(notice);
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

    private void Take(OgrFeatureHandle feature, SceneReference reference)
    {
        features++;
        var key = classField.Key(feature);
        var geometry = Straightened(OgrApi.OGR_F_StealGeometry(feature));
        Flaw? flaw = key is null ? Flaw.NoClass : FlawOf(geometry, reference);
        if (key is null || flaw is not null)
        {
            leftOut[flaw!.Value] = leftOut.GetValueOrDefault(flaw.Value) + 1;
            geometry.Dispose();
            return;
        }

        table.Add(feature, key);
        usable.Add((geometry, key));
    }

    private static Flaw? FlawOf(OgrGeometryHandle geometry, SceneReference reference)
    {
        if (geometry.IsInvalid || OgrApi.OGR_G_IsEmpty(geometry) != 0)
        {
            return Flaw.NoGeometry;
        }

        var canBeDrawn = geometry.PlaneType switch
        {
            OgrGeometryType.Polygon or OgrGeometryType.MultiPolygon => true,
            OgrGeometryType.Point or OgrGeometryType.MultiPoint => true,
            OgrGeometryType.Collection => OgrApi.OGR_G_Area(geometry) > 0,
            _ => false,
        };
        return !canBeDrawn ? Flaw.NoArea
            : !reference.Apply(geometry) ? Flaw.NoPlace
            : null;
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

    private void TellWhatIsLeftOut()
    {
        var parts = leftOut.Select(part =>
            part.Key switch
            {
                Flaw.NoClass => $"{part.Value} without a class in the field '{classField.Field.Name}'",
                Flaw.NoGeometry => $"{part.Value} without a geometry",
                Flaw.NoArea => $"{part.Value} that are neither polygons nor points",
                _ => $"{part.Value} that have no place in the scene's coordinate reference system",
            }
        );
        var reasons = string.Join(", ", parts);
        if (usable.Count == 0)
        {
            throw new SegmentDataException(
                features == 0
                    ? $"The layer '{layer.Name}' of '{path}' has no features. Draw polygons of each class first."
                    : $"None of the {features} features of layer '{layer.Name}' in '{path}' can be used: {reasons}. "
                        + "Labels are polygons (or points) with a class."
            );
        }

        if (leftOut.Count > 0)
        {
            notice?.Invoke(
                $"{leftOut.Values.Sum()} of {features} features of layer '{layer.Name}' are left out: {reasons}."
            );
        }
    }
}
