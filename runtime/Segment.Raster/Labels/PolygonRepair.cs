using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Makes polygons fit to be drawn: closed, valid rings and nothing but areas.</summary>
internal static class PolygonRepair
{
    /// <summary>Mends a geometry of polygons where it needs that.</summary>
    /// <param name="geometry">Polygons, or a collection that holds some; its rings are closed in place.</param>
    /// <param name="flaw">What was wrong, in GEOS's words; null where nothing was.</param>
    /// <returns>The same handle where nothing had to be done; else a new one, which is empty or invalid where there is no
    /// area.</returns>
    public static OgrGeometryHandle Mend(OgrGeometryHandle geometry, out string? flaw)
    {
        using var errors = GdalErrors.Begin();
        OgrApi.OGR_G_CloseRings(geometry);
        if (OgrApi.OGR_G_IsValid(geometry) != 0)
        {
            flaw = null;
            return geometry.PlaneType == OgrGeometryType.Collection ? Areas(geometry) : geometry;
        }

        flaw = errors.Text;

        // "Structure" keeps every area that a ring encloses; the other method would make holes where rings overlap.
        using var options = new StringListHandle("METHOD=STRUCTURE");
        var mended = OgrApi.OGR_G_MakeValidEx(geometry, options);
        if (mended.IsInvalid || mended.PlaneType is OgrGeometryType.Polygon or OgrGeometryType.MultiPolygon)
        {
            return mended;
        }

        using (mended)
        {
            return Areas(mended);
        }
    }

    private static OgrGeometryHandle Areas(OgrGeometryHandle geometry)
    {
        var areas = OgrApi.OGR_G_CreateGeometry(OgrGeometryType.MultiPolygon);
        AddAreas(areas, geometry.DangerousGetHandle());
        GC.KeepAlive(geometry);
        return areas;
    }

    private static void AddAreas(OgrGeometryHandle areas, nint geometry)
    {
        if (OgrGeometryHandle.Plane(OgrApi.OGR_G_GetGeometryType(geometry)) == OgrGeometryType.Polygon)
        {
            _ = OgrApi.OGR_G_AddGeometry(areas, geometry);
            return;
        }

        if (
            OgrGeometryHandle.Plane(OgrApi.OGR_G_GetGeometryType(geometry))
            is OgrGeometryType.MultiPolygon
                or OgrGeometryType.Collection
        )
        {
            for (var part = 0; part < OgrApi.OGR_G_GetGeometryCount(geometry); part++)
            {
                AddAreas(areas, OgrApi.OGR_G_GetGeometryRef(geometry, part));
            }
        }
    }
}
