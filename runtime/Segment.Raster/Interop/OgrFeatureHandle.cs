using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>A feature of a vector layer (OGRFeatureH).</summary>
internal sealed class OgrFeatureHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OgrApi.OGR_F_Destroy(handle);
        return true;
    }
}
