namespace Segment.Raster.Interop;

/// <summary>A layer of an open vector file; usable while the file is open.</summary>
internal sealed class OgrLayer
{
    private readonly nint layer;

    /// <summary>Reads the layer's name and fields.</summary>
    /// <param name="layer">OGRLayerH.</param>
    public OgrLayer(nint layer)
    {
        this.layer = layer;
        Name = GdalApi.Text(OgrApi.OGR_L_GetName(layer)) ?? string.Empty;
        HasGeometries = OgrApi.OGR_L_GetGeomType(layer) != OgrGeometryType.None;
        var definition = OgrApi.OGR_L_GetLayerDefn(layer);
        Fields = [.. Enumerable.Range(0, OgrApi.OGR_FD_GetFieldCount(definition)).Select(i => Field(definition, i))];
    }

    /// <summary>Gets the layer's name.</summary>
    public string Name { get; }

    /// <summary>Gets whether features can have a geometry; a plain table's cannot.</summary>
    public bool HasGeometries { get; }

    /// <summary>Gets the fields, in the layer's order.</summary>
    public IReadOnlyList<OgrField> Fields { get; }

    /// <summary>Tells whether the layer says that it has no feature.</summary>
    /// <returns>Whether it is empty; false where that is not known without reading it.</returns>
    public bool IsEmpty()
    {
        using var errors = GdalErrors.Begin();
        return OgrApi.OGR_L_GetFeatureCount(layer, 0) == 0;
    }

    /// <summary>Copies the reference system; x is then east (or longitude) and y north (or latitude).</summary>
    /// <returns>The reference system, or null where the layer has none.</returns>
    public SpatialReferenceHandle? CopyReference()
    {
        var own = OgrApi.OGR_L_GetSpatialRef(layer);
        if (own == 0)
        {
            return null;
        }

        var copy = OgrApi.OSRClone(own);

        // GeoPackages name two systems for "unknown" (Undefined Cartesian SRS, Undefined geographic SRS).
        if (
            GdalApi.Text(GdalApi.OSRGetName(copy)) is { } name
            && name.StartsWith("Undefined ", StringComparison.Ordinal)
        )
        {
            copy.Dispose();
            return null;
        }

        GdalApi.OSRSetAxisMappingStrategy(copy, OgrApi.TraditionalAxisOrder);
        return copy;
    }

    /// <summary>Reads the features from the first to the last.</summary>
    /// <returns>Each feature once; it is freed when the next one is asked for.</returns>
    public IEnumerable<OgrFeatureHandle> ReadFeatures()
    {
        OgrApi.OGR_L_ResetReading(layer);
        while (true)
        {
            using var feature = OgrApi.OGR_L_GetNextFeature(layer);
            if (feature.IsInvalid)
            {
                yield break;
            }

            yield return feature;
        }
    }

    private static OgrField Field(nint definition, int index)
    {
        var field = OgrApi.OGR_FD_GetFieldDefn(definition, index);
        return new OgrField(
            index,
            GdalApi.Text(OgrApi.OGR_Fld_GetNameRef(field)) ?? string.Empty,
            OgrApi.OGR_Fld_GetType(field)
        );
    }
}
