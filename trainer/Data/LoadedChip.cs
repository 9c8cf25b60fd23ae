using Segment.Raster.Chips;

namespace Segment.Trainer.Data;

/// <summary>A chip in memory.</summary>
/// <param name="File">Where it came from and where it lies.</param>
/// <param name="Chip">Its raw samples, (bands, H, W), NaN = no data, and its labels, (H, W), 255 = ignore.</param>
/// <param name="Drawn">Its labels as they were drawn, on pixels without data too.</param>
internal sealed record LoadedChip(ChipFile File, Chip Chip, byte[] Drawn);
