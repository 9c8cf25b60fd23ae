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

    /// <summary>Reads a geometry.</summary>
    /// <param name="wkb">Well-known binary.</param>
    /// <returns>The geometry.</returns>
    /// <exception cref="ArgumentException">The bytes are no geometry.</exception>
    public static unsafe OgrGeometryHandle FromWkb(ReadOnlySpan<byte> wkb)
    {
        using var errors = GdalErrors.Begin();
        fixed (byte* bytes = wkb)
        {
            var status = OutputApi.OGR_G_CreateFromWkb(bytes, 0, out var geometry, wkb.Length);
            return status == OgrApi.Success ? geometry : throw new ArgumentException(errors.Text, nameof(wkb));
        }
    }

    /// <summary>Writes the geometry.</summary>
    /// <returns>Well-known binary, little-endian.</returns>
    public unsafe byte[] ToWkb()
    {
        const int LittleEndian = 1;
        var wkb = new byte[OutputApi.OGR_G_WkbSize(this)];
        fixed (byte* bytes = wkb)
        {
            var status = OutputApi.OGR_G_ExportToWkb(this, LittleEndian, bytes);
            return status == OgrApi.Success ? wkb : throw new InvalidOperationException("The geometry has no WKB.");
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OgrApi.OGR_G_DestroyGeometry(handle);
        return true;
    }
}
