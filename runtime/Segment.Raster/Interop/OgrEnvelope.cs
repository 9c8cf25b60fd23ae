using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>OGR's OGREnvelope: the bounds of a geometry, in its own units.</summary>
/// <param name="MinX">Least x.</param>
/// <param name="MaxX">Greatest x.</param>
/// <param name="MinY">Least y.</param>
/// <param name="MaxY">Greatest y.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct OgrEnvelope(double MinX, double MaxX, double MinY, double MaxY)
{
    /// <summary>Gets the bounds of nothing: <see cref="Union"/> with it changes nothing.</summary>
    public static OgrEnvelope None { get; } =
        new(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Gets whether all four numbers are numbers.</summary>
    public bool IsFinite =>
        double.IsFinite(MinX) && double.IsFinite(MaxX) && double.IsFinite(MinY) && double.IsFinite(MaxY);

    /// <summary>Gets the bounds of both.</summary>
    /// <param name="other">The other bounds.</param>
    /// <returns>The common bounds.</returns>
    public OgrEnvelope Union(OgrEnvelope other) =>
        new(
            Math.Min(MinX, other.MinX),
            Math.Max(MaxX, other.MaxX),
            Math.Min(MinY, other.MinY),
            Math.Max(MaxY, other.MaxY)
        );
}
