using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>A geometry (OGRGeometryH).</summary>
internal sealed class OgrGeometryHandle() : SafeHandle(0, ownsHandle: true)
{
    private const uint FlagOf25D = 0x8000_0000;
    private const uint StepOfZAndM = 1000;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Gets the geometry's type without Z and M.</summary>
    /// <remarks>ISO types add 1000 for Z, 2000 for M and 3000 for both; the older type of a 2.5-D geometry sets the
    /// highest bit (ogr_core.h).</remarks>
    public OgrGeometryType PlaneType => Plane(OgrApi.OGR_G_GetGeometryType(this));

    /// <summary>Takes Z and M from a type.</summary>
    /// <param name="type">The type as OGR gives it.</param>
    /// <returns>The plane type.</returns>
    public static OgrGeometryType Plane(OgrGeometryType type) =>
        (OgrGeometryType)(((uint)type & ~FlagOf25D) % StepOfZAndM);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OgrApi.OGR_G_DestroyGeometry(handle);
        return true;
    }
}
