using Segment.PackageFormat;
using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips;

/// <summary>What the chips of an export have in common.</summary>
/// <param name="Plan">What was cut.</param>
/// <param name="Grids">The scenes' grids.</param>
/// <param name="BandTypes">The number type of each band in the first scene.</param>
/// <param name="SecondBandNames">The bands of the second raster; none without one.</param>
/// <param name="NextIndex">The number of the chip after the last.</param>
internal sealed record ChipDescription(
    ChipPlan Plan,
    IReadOnlyList<GridGeometry> Grids,
    IReadOnlyList<PixelType> BandTypes,
    IReadOnlyList<string> SecondBandNames,
    int NextIndex
)
{
    /// <summary>Gets whether chips say where they lie on the map.</summary>
    public bool IsInMapSpace =>
        Plan.Options.ReferenceSystem == ReferenceSystem.MapSpace && Grids.Any(g => g.CrsWkt.Length > 0);

    /// <summary>Gets the grid with the smallest cells.</summary>
    public GridGeometry Finest => Grids.MinBy(CellSize)!;

    /// <summary>Gets the grid with the largest cells.</summary>
    public GridGeometry Coarsest => Grids.MaxBy(CellSize)!;

    private static double CellSize(GridGeometry grid) => grid.Transform?.CellSizeX ?? 1;
}
