using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Takes geometries of a layer to the scene's reference system.</summary>
internal sealed class SceneReference : IDisposable
{
    private readonly OgrTransformationHandle? transformation;

    private SceneReference(OgrTransformationHandle? transformation) => this.transformation = transformation;

    /// <summary>Compares the two reference systems and prepares the step between them.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="path">The labels' path, for messages.</param>
    /// <param name="scene">The scene's grid.</param>
    /// <param name="notice">Told where geometries are reprojected, or both sides have no reference system.</param>
    /// <param name="subject">What the geometries are, for messages.</param>
    /// <returns>The step.</returns>
    /// <exception cref="SegmentDataException">One of the two has no reference system, or there is no way between them.
    /// </exception>
    public static SceneReference Find(
        OgrLayer layer,
        string path,
        GridGeometry scene,
        Action<string>? notice,
        string subject = "labels"
    )
    {
        using var errors = GdalErrors.Begin();
        using var own = layer.CopyReference();
        using var target = scene.CrsWkt.Length == 0 ? null : SpatialReferenceHandle.FromWkt(scene.CrsWkt);
        if (own is null || target is null)
        {
            RefuseOneSide(own, target, path, subject);
            notice?.Invoke(
                scene.Transform is null
                    ? $"Scene and {subject} have no coordinate reference system: the {subject}' x is taken as the scene's column, y as its row."
                    : $"Scene and {subject} have no coordinate reference system: their coordinates are taken as they are."
            );
            return new SceneReference(null);
        }

        if (GdalApi.OSRIsSame(own, target) != 0)
        {
            return new SceneReference(null);
        }

        var step = OgrApi.OCTNewCoordinateTransformation(own, target);
        if (step.IsInvalid)
        {
            step.Dispose();
            throw new SegmentDataException(
                $"There is no way from the {subject}' {Name(own)} to the scene's {Name(target)}: {errors.Text}. "
                    + $"Reproject the {subject} with ogr2ogr -t_srs, or assign the right system with ogr2ogr -a_srs."
            );
        }

        notice?.Invoke($"The {subject} are reprojected from {Name(own)} to the scene's {Name(target)}.");
        return new SceneReference(step);
    }

    /// <summary>Changes a geometry's coordinates to the scene's reference system.</summary>
    /// <param name="geometry">The geometry, changed in place.</param>
    /// <returns>Whether all its coordinates have a place there.</returns>
    public bool Apply(OgrGeometryHandle geometry)
    {
        using var errors = GdalErrors.Begin();
        return transformation is null || OgrApi.OGR_G_Transform(geometry, transformation) == OgrApi.Success;
    }

    /// <inheritdoc/>
    public void Dispose() => transformation?.Dispose();

    /// <summary>Names a reference system for a message.</summary>
    /// <param name="reference">The reference system.</param>
    /// <returns>Such as <c>WGS 84 / UTM zone 15N (EPSG:32615)</c>.</returns>
    public static string Name(SpatialReferenceHandle reference)
    {
        var name = GdalApi.Text(GdalApi.OSRGetName(reference)) ?? "unnamed reference system";
        var authority = GdalApi.Text(OgrApi.OSRGetAuthorityName(reference, null));
        var code = GdalApi.Text(OgrApi.OSRGetAuthorityCode(reference, null));
        return authority is null || code is null ? name : $"{name} ({authority}:{code})";
    }

    private static void RefuseOneSide(
        SpatialReferenceHandle? own,
        SpatialReferenceHandle? target,
        string path,
        string subject
    )
    {
        if (target is not null)
        {
            throw new SegmentDataException(
                $"The {subject} in '{path}' have no coordinate reference system, but the scene has {Name(target)}. "
                    + "Assign the one they were drawn in: ogr2ogr -a_srs EPSG:… labels_with_crs.gpkg <labels>."
            );
        }

        if (own is not null)
        {
            throw new SegmentDataException(
                $"The scene has no coordinate reference system, but the {subject} in '{path}' have {Name(own)}. "
                    + "Assign the scene's: gdal_edit.py -a_srs EPSG:… <scene>."
            );
        }
    }
}
