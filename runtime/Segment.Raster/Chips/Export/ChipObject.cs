using NetTopologySuite.Geometries;

namespace Segment.Raster.Chips.Export;

/// <summary>A feature in a chip.</summary>
/// <param name="ClassIndex">Its class.</param>
/// <param name="Box">Bounds of the part that lies in the chip, in the chip's pixels.</param>
/// <param name="Area">Area of that part, in square map units.</param>
/// <param name="Feature">Its position among the features drawn.</param>
internal sealed record ChipObject(byte ClassIndex, Envelope Box, double Area, int Feature)
{
    /// <summary>Gets the feature's pixels (H, W), 1 in it and 0 elsewhere; empty where no format asked for
    /// them.</summary>
    public byte[] Mask { get; init; } = [];
}
