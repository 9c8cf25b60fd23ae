using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>A GeoPackage that is written layer by layer, feature by feature.</summary>
/// <remarks>Its time stamp is fixed, so that equal features give equal bytes.</remarks>
internal sealed class FeatureTarget : IDisposable
{
    private const string Stamp = "2000-01-01T00:00:00Z";
    private const string DateOption = "OGR_CURRENT_DATE";

    private readonly string path;
    private readonly string content;
    private readonly DatasetHandle dataset;
    private bool inTransaction;

    private FeatureTarget(string path, string content, DatasetHandle dataset) =>
        (this.path, this.content, this.dataset) = (path, content, dataset);

    /// <summary>Makes the file, without layers.</summary>
    /// <param name="path">Where; ends in <c>.gpkg</c>.</param>
    /// <param name="content">What it will hold, for messages: <c>polygons</c>.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="SegmentOutputException">It cannot be made.</exception>
    public static FeatureTarget Create(string path, string content)
    {
        GdalLibrary.EnsureReady();
        using var errors = GdalErrors.Begin();
        using var none = new StringListHandle();
        OutputApi.CPLSetThreadLocalConfigOption(DateOption, Stamp);
        var target = new FeatureTarget(
            path,
            content,
            GdalApi.GDALCreate(GdalApi.GDALGetDriverByName("GPKG"), path, 0, 0, 0, GdalDataType.Unknown, none)
        );
        if (!target.dataset.IsInvalid)
        {
            return target;
        }

        var reason = errors.Text;
        target.Dispose();
        throw target.Failure(reason);
    }

    /// <summary>Adds a list of the values that fields may hold, each with its meaning; programs offer them to choose
    /// from.</summary>
    /// <param name="name">The domain's name.</param>
    /// <param name="values">Whole numbers and their meaning.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public unsafe void AddDomain(string name, IEnumerable<(int Value, string Meaning)> values)
    {
        using var errors = GdalErrors.Begin();
        var pairs = values.Select(v => ($"{v.Value}", v.Meaning)).ToArray();
        var coded = new nint[(pairs.Length * 2) + 2];
        for (var i = 0; i < pairs.Length; i++)
        {
            coded[2 * i] = Marshal.StringToCoTaskMemUTF8(pairs[i].Item1);
            coded[(2 * i) + 1] = Marshal.StringToCoTaskMemUTF8(pairs[i].Meaning);
        }

        try
        {
            fixed (nint* list = coded)
            {
                using var domain = OutputApi.OGR_CodedFldDomain_Create(name, name, OgrFieldType.Integer, 0, list);
                if (domain.IsInvalid || OutputApi.GDALDatasetAddFieldDomain(dataset, domain, 0) == 0)
                {
                    throw Failure(errors.Text);
                }
            }
        }
        finally
        {
            Array.ForEach(coded, Marshal.FreeCoTaskMem);
        }
    }

    /// <summary>Adds a layer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="crsWkt">The reference system; empty for none.</param>
    /// <param name="type">What its features are; <see cref="OgrGeometryType.None"/> makes a plain table.</param>
    /// <param name="indexed">Whether a spatial index is made.</param>
    /// <param name="fields">Its fields.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="SegmentOutputException">It cannot be made.</exception>
    public FeatureLayer AddLayer(
        string name,
        string crsWkt,
        OgrGeometryType type,
        bool indexed,
        params IReadOnlyList<FeatureField> fields
    )
    {
        using var errors = GdalErrors.Begin();
        using var reference = crsWkt.Length == 0 ? null : SpatialReferenceHandle.FromWkt(crsWkt);
        using var options = new StringListHandle($"SPATIAL_INDEX={(indexed ? "YES" : "NO")}");
        var layer = OutputApi.GDALDatasetCreateLayer(
            dataset,
            name,
            reference?.DangerousGetHandle() ?? 0,
            type,
            options
        );
        if (layer == 0 || !fields.All(field => AddField(layer, field)))
        {
            throw Failure(errors.Text);
        }

        if (!inTransaction && OutputApi.GDALDatasetStartTransaction(dataset, 0) != OgrApi.Success)
        {
            throw Failure(errors.Text);
        }

        inTransaction = true;
        return new FeatureLayer(layer, OgrApi.OGR_L_GetLayerDefn(layer));
    }

    /// <summary>Adds a feature.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="geometry">Its geometry; null in a plain table.</param>
    /// <param name="values">The values of the layer's fields, in their order: whole numbers, numbers, text, or null for an
    /// empty field.</param>
    /// <exception cref="SegmentOutputException">The disk is full.</exception>
    public void Add(FeatureLayer layer, OgrGeometryHandle? geometry, params IReadOnlyList<object?> values)
    {
        using var errors = GdalErrors.Begin();
        using var feature = OutputApi.OGR_F_Create(layer.Definition);
        foreach (var (field, value) in values.Index())
        {
            Set(feature, field, value);
        }

        if (
            (geometry is not null && OutputApi.OGR_F_SetGeometry(feature, geometry) != OgrApi.Success)
            || OutputApi.OGR_L_CreateFeature(layer.Handle, feature) != OgrApi.Success
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
        if (inTransaction && OutputApi.GDALDatasetCommitTransaction(dataset) != OgrApi.Success)
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

    private static void Set(OgrFeatureHandle feature, int field, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                OutputApi.OGR_F_SetFieldString(feature, field, text);
                break;
            case double number:
                OutputApi.OGR_F_SetFieldDouble(feature, field, number);
                break;
            case int or long:
                OutputApi.OGR_F_SetFieldInteger64(feature, field, value is int small ? small : (long)value);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} has no field type.", nameof(value));
        }
    }

    private static bool AddField(nint layer, FeatureField field)
    {
        var description = OutputApi.OGR_Fld_Create(field.Name, field.Type);
        try
        {
            if (field.Domain is { } domain)
            {
                OutputApi.OGR_Fld_SetDomainName(description, domain);
            }

            return OutputApi.OGR_L_CreateField(layer, description, 0) == OgrApi.Success;
        }
        finally
        {
            OutputApi.OGR_Fld_Destroy(description);
        }
    }

    private SegmentOutputException Failure(string reason) =>
        new(
            $"The {content} '{path}' could not be written: {reason}. Check the folder, its permissions and the free space."
        );
}
