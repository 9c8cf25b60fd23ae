using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Features;

/// <summary>Gives traced areas their class, their size and, if wanted, simpler edges.</summary>
internal static class FeatureCopy
{
    /// <summary>Copies all areas into the final file.</summary>
    /// <param name="files">Where from and where to.</param>
    /// <param name="grid">The map's grid.</param>
    /// <param name="classes">The map's classes.</param>
    /// <param name="least">The pixels that an area should have.</param>
    /// <param name="tolerance">How far edges may be straightened, in map units; 0 keeps them.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What was written.</returns>
    public static FeatureTally Run(
        FeatureFiles files,
        GridGeometry grid,
        IReadOnlyList<LandCoverClass> classes,
        int least,
        double tolerance,
        CancellationToken token
    )
    {
        using var traced =
            OgrFile.TryOpen(files.TracedPath, out var reason)
            ?? throw new SegmentOutputException(
                $"The polygons could not be read back: {reason}. Check the free space."
            );
        using var target = FeatureTarget.Create(files.FinishedPath, "polygons");
        var layer = Layer(target, files, grid);
        var names = classes.ToDictionary(c => c.Value, c => c.Name);
        var pixelArea = PixelArea.MapUnits(grid);
        var areas = Areas(traced.Layers[0], pixelArea, token);
        var simple = tolerance > 0 ? Simplify([.. areas], grid, tolerance) : areas;
        var (count, pixels, small) = (0L, 0L, 0L);
        foreach (var area in simple)
        {
            using (area.Geometry)
            {
                var size = tolerance > 0 ? OgrApi.OGR_G_Area(area.Geometry) : area.Pixels * pixelArea;
                var name = names.GetValueOrDefault(area.Value, $"{area.Value}");
                target.Add(layer, area.Geometry, area.Value, name, area.Pixels, size);
            }

            count++;
            pixels += area.Pixels;
            small += area.Pixels < least ? 1 : 0;
        }

        target.Complete();
        return new FeatureTally(count, pixels, small);
    }

    private static FeatureLayer Layer(FeatureTarget target, FeatureFiles files, GridGeometry grid) =>
        target.AddLayer(
            files.LayerName,
            grid.CrsWkt,
            OgrGeometryType.Polygon,
            indexed: true,
            new("value", OgrFieldType.Integer),
            new("class", OgrFieldType.Text),
            new("pixels", OgrFieldType.Integer64),
            new("area", OgrFieldType.Real)
        );

    private static IEnumerable<(int Value, long Pixels, OgrGeometryHandle Geometry)> Areas(
        OgrLayer layer,
        double pixelArea,
        CancellationToken token
    )
    {
        foreach (var feature in layer.ReadFeatures())
        {
            token.ThrowIfCancellationRequested();
            var value = (int)OgrApi.OGR_F_GetFieldAsDouble(feature, 0);
            var geometry = OgrApi.OGR_F_StealGeometry(feature);
            yield return (value, (long)Math.Round(OgrApi.OGR_G_Area(geometry) / pixelArea), geometry);
        }
    }

    // All polygons together, so that a common edge is straightened once and stays common; the outline of the map is kept
    // where it meets NoData, as there is no neighbour to share it.
    private static IEnumerable<(int Value, long Pixels, OgrGeometryHandle Geometry)> Simplify(
        IReadOnlyList<(int Value, long Pixels, OgrGeometryHandle Geometry)> areas,
        GridGeometry grid,
        double tolerance
    )
    {
        var reader = new WKBReader();
        var nodes = new CommonNodes(grid);
        var shapes = new Polygon[areas.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            using var geometry = areas[i].Geometry;
            shapes[i] = (Polygon)reader.Read(geometry.ToWkb());
            nodes.Note(shapes[i]);
        }

        var simplified = CoverageSimplifier.SimplifyInner([.. shapes.Select(nodes.Complete)], tolerance);
        var writer = new WKBWriter(ByteOrder.LittleEndian);
        return areas.Select(
            (area, i) => (area.Value, area.Pixels, OgrGeometryHandle.FromWkb(writer.Write(simplified[i])))
        );
    }
}
