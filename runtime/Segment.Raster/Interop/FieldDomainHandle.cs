using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>A list of the values that a field may hold (OGRFieldDomainH).</summary>
internal sealed class FieldDomainHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OutputApi.OGR_FldDomain_Destroy(handle);
        return true;
    }
}
