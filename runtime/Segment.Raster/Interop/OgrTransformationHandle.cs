using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>A step from one coordinate reference system to another (OGRCoordinateTransformationH).</summary>
internal sealed class OgrTransformationHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OgrApi.OCTDestroyCoordinateTransformation(handle);
        return true;
    }
}
