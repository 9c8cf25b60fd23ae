using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>A GeoPackage with one layer of polygons, written feature by feature.</summary>
/// <remarks>Its time stamp is fixed, so that equal features give equal bytes.</remarks>
internal sealed class FeatureTarget : IDisposable
{
    private const string Stamp = "2000-01-01T00:00:00Z";
    private const string DateOption = "OGR_CURRENT_DATE";

    private readonly string path;
    private readonly DatasetHandle dataset;
    private nint definition;

    private FeatureTarget(string path, DatasetHandle dataset) => (this.path, this.dataset) = (path, dataset);

    /// <summary>Gets OGR's layer.</summary>
    public nint Layer { get; private set; }

    /// <summary>Makes the file.</summary>
    /// <param name="path">Where; ends in <c>.gpkg</c>.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="crsWkt">The reference system; empty for none.</param>
    /// <param name="indexed">Whether a spatial index is made.</param>
    /// <param name="fields">Names and types of the fields.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="SegmentOutputException">It cannot be made.</exception>
    public static FeatureTarget Create(
        string path,
        string layer,
        string crsWkt,
        bool indexed,
        params IReadOnlyList<(string Name, OgrFieldType Type)> fields
    )
    {
        GdalLibrary.EnsureReady();
        using var errors = GdalErrors.Begin();
        using var none = new StringListHandle();
        OutputApi.CPLSetThreadLocalConfigOption(DateOption, Stamp);
        var target = new FeatureTarget(
            path,
            GdalApi.GDALCreate(GdalApi.GDALGetDriverByName("GPKG"), path, 0, 0, 0, GdalDataType.Unknown, none)
        );
        try
        {
            return !target.dataset.IsInvalid && target.AddLayer(layer, crsWkt, indexed, fields)
                ? target
                : throw target.Failure(errors.Text);
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>Adds a feature.</summary>
    /// <param name="value">The class value, the first field.</param>
    /// <param name="name">The class's name, the second.</param>
    /// <param name="pixels">The pixels it covers, the third.</param>
    /// <param name="area">Its area in map units, the fourth.</param>
    /// <param name="geometry">Its geometry.</param>
    /// <exception cref="SegmentOutputException">The disk is full.</exception>
    public void Add(int value, string name, long pixels, double area, OgrGeometryHandle geometry)
    {
        using var errors = GdalErrors.Begin();
        using var feature = OutputApi.OGR_F_Create(definition);
        OutputApi.OGR_F_SetFieldInteger64(feature, 0, value);
        OutputApi.OGR_F_SetFieldString(feature, 1, name);
        OutputApi.OGR_F_SetFieldInteger64(feature, 2, pixels);
        OutputApi.OGR_F_SetFieldDouble(feature, 3, area);
        if (
            OutputApi.OGR_F_SetGeometry(feature, geometry) != OgrApi.Success
            || OutputApi.OGR_L_CreateFeature(Layer, feature) != OgrApi.Success
        )
        {
            throw Failure(errors.Text);
        }
    }

    /// <summary>Closes the file.</summary>
    /// <exception cref="SegmentOutputException">It could not be written whole.</exception>
    public void Complete()
    {
        using var errors = GdalErrors.Begin();
        if (OutputApi.GDALDatasetCommitTransaction(dataset) != OgrApi.Success)
        {
            throw Failure(errors.Text);
        }

        if (dataset.CloseAndReport() is { } problem)
        {
            throw Failure(problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        dataset.Dispose();
        OutputApi.CPLSetThreadLocalConfigOption(DateOption, null);
    }

    private bool AddLayer(
        string name,
        string crsWkt,
        bool indexed,
        IReadOnlyList<(string Name, OgrFieldType Type)> fields
    )
    {
        using var reference = crsWkt.Length == 0 ? null : SpatialReferenceHandle.FromWkt(crsWkt);
        using var options = new StringListHandle($"SPATIAL_INDEX={(indexed ? "YES" : "NO")}");
        Layer = OutputApi.GDALDatasetCreateLayer(
            dataset,
            name,
            reference?.DangerousGetHandle() ?? 0,
            OgrGeometryType.Polygon,
            options
        );
        if (Layer == 0 || !fields.All(AddField))
        {
            return false;
        }

        definition = OgrApi.OGR_L_GetLayerDefn(Layer);
        return OutputApi.GDALDatasetStartTransaction(dataset, 0) == OgrApi.Success;
    }

    private bool AddField((string Name, OgrFieldType Type) field)
    {
        var description = OutputApi.OGR_Fld_Create(field.Name, field.Type);
        try
        {
            return OutputApi.OGR_L_CreateField(Layer, description, 0) == OgrApi.Success;
        }
        finally
        {
            OutputApi.OGR_Fld_Destroy(description);
        }
    }

    private SegmentOutputException Failure(string reason) =>
        new(
            $"The polygons '{path}' could not be written: {reason}. Check the folder, its permissions and the free space."
        );
}
