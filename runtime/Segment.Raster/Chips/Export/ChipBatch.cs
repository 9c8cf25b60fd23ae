namespace Segment.Raster.Chips.Export;

/// <summary>Neighbouring chips of one scene, which one thread writes.</summary>
/// <param name="Order">Position among the batches.</param>
/// <param name="Scene">The scene.</param>
/// <param name="Jobs">The chips.</param>
internal sealed record ChipBatch(int Order, ExportScene Scene, IReadOnlyList<ChipJob> Jobs);
