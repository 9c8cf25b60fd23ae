using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>A colour table (GDALColorTableH).</summary>
internal sealed class ColorTableHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        GdalApi.GDALDestroyColorTable(handle);
        return true;
    }
}
