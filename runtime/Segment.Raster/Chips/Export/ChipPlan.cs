using Segment.PackageFormat;
using Segment.Raster.Chips.Formats;

namespace Segment.Raster.Chips.Export;

/// <summary>What an export does, with nothing left to choose.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Format">The metadata format.</param>
/// <param name="ImageFormat">The file format of image chips.</param>
/// <param name="Classes">The classes of all scenes, sorted by value.</param>
/// <param name="TileHeight">Rows of a tile, in pixels.</param>
/// <param name="TileWidth">Columns of a tile, in pixels.</param>
/// <param name="StrideY">Rows from tile to tile.</param>
/// <param name="StrideX">Columns from tile to tile.</param>
internal sealed record ChipPlan(
    ChipExportOptions Options,
    MetadataFormat Format,
    ImageChipFormat ImageFormat,
    IReadOnlyList<LandCoverClass> Classes,
    int TileHeight,
    int TileWidth,
    int StrideY,
    int StrideX
)
{
    /// <summary>Gets the angles of the turned copies of each tile, in degrees.</summary>
    public IReadOnlyList<double> Angles { get; } = [.. Turns(Options.RotationAngle)];

    /// <summary>Gets the label value of pixels without a class.</summary>
    public int IgnoreValue { get; } =
        Classes.Count == 0 || Classes[0].Value > 0 ? 0
        : Classes[^1].Value < byte.MaxValue ? byte.MaxValue
        : ushort.MaxValue;

    /// <summary>Gets whether class values need 16 bits.</summary>
    public bool WideLabels => Math.Max(IgnoreValue, Classes.Count == 0 ? 0 : Classes[^1].Value) > byte.MaxValue;

    /// <summary>Gets whether features that lie too little in a chip do not count there.</summary>
    public bool LimitsOverlap => Options.MinPolygonOverlapRatio > 0;

    private static IEnumerable<double> Turns(double angle)
    {
        const double Rounding = 1e-9;
        for (var turn = 1; angle > 0 && turn * angle < 360 - Rounding; turn++)
        {
            yield return turn * angle;
        }
    }
}
