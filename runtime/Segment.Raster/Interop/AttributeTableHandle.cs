using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>A raster attribute table of our own (GDALRasterAttributeTableH).</summary>
internal sealed class AttributeTableHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        GdalApi.GDALDestroyRasterAttributeTable(handle);
        return true;
    }
}
