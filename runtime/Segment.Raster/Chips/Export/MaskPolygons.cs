using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Union;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips.Export;

/// <summary>Polygons that chips must lie inside of.</summary>
internal sealed class MaskPolygons
{
    private readonly IPreparedGeometry area;

    private MaskPolygons(IPreparedGeometry area) => this.area = area;

    /// <summary>Reads all polygons of a vector file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scene">The scene's grid.</param>
    /// <param name="notice">Told where they are reprojected.</param>
    /// <returns>The polygons.</returns>
    /// <exception cref="SegmentDataException">The file cannot be read, or holds no polygon.</exception>
    public static MaskPolygons Read(string path, GridGeometry scene, Action<string>? notice)
    {
        var exists = File.Exists(path) || Directory.Exists(path) || path.StartsWith("/vsi", StringComparison.Ordinal);
        using var file = exists ? OgrFile.TryOpen(path, out _) : null;
        if (file is null || file.Layers.Count == 0)
        {
            throw new SegmentDataException(
                $"The mask polygons '{path}' {(exists ? $"are no vector file that GDAL {GdalLibrary.Version} can read" : "do not exist")}. "
                    + "Give a file of polygons, such as a GeoPackage."
            );
        }

        Geometry[] polygons =
        [
            .. file.Layers.Where(l => l.HasGeometries).SelectMany(l => Polygons(l, path, scene, notice)),
        ];
        return polygons.Length > 0
            ? new MaskPolygons(PreparedGeometryFactory.Prepare(UnaryUnionOp.Union(polygons)))
            : throw new SegmentDataException(
                $"'{path}' holds no polygon to cut chips in. Draw the area that chips may come from."
            );
    }

    private static List<Geometry> Polygons(OgrLayer layer, string path, GridGeometry scene, Action<string>? notice)
    {
        using var reference = SceneReference.Find(layer, path, scene, notice);
        var mapping = new PixelMapping(scene.Transform ?? GeoTransform.PixelSpace);
        var polygons = new List<Geometry>();
        foreach (var feature in layer.ReadFeatures())
        {
            using var geometry = OgrApi.OGR_F_StealGeometry(feature);
            if (!geometry.IsInvalid && OgrApi.OGR_G_Area(geometry) > 0 && reference.Apply(geometry))
            {
                polygons.Add(SceneShapes.ToPixels(geometry, mapping));
            }
        }

        return polygons;
    }

    /// <summary>Tells whether a chip lies completely inside.</summary>
    /// <param name="cut">The chip.</param>
    /// <returns>Whether all of it is covered.</returns>
    public bool Cover(ChipCut cut) => area.Covers(cut.Outline());
}
