using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>A coordinate reference system (OGRSpatialReferenceH).</summary>
internal sealed class SpatialReferenceHandle() : SafeHandle(0, ownsHandle: true)
{
    private const int TraditionalAxisOrder = 0;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Reads a WKT text; x is then east (or longitude) and y north (or latitude), as in rasters.</summary>
    /// <param name="wkt">WKT of any version.</param>
    /// <returns>The reference system, or null where GDAL cannot read the text.</returns>
    public static SpatialReferenceHandle? FromWkt(string wkt)
    {
        GdalLibrary.EnsureReady();
        using var errors = GdalErrors.Begin();
        var reference = GdalApi.OSRNewSpatialReference(wkt);
        if (reference.IsInvalid)
        {
            reference.Dispose();
            return null;
        }

        GdalApi.OSRSetAxisMappingStrategy(reference, TraditionalAxisOrder);
        return reference;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        GdalApi.OSRDestroySpatialReference(handle);
        return true;
    }
}
