using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>Export_Tiles and CycleGAN: image chips alone.</summary>
internal sealed class NoLabels : IChipLabels
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ChipJob job, string name, ChipFiles files) => [];
}
