using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>Classified_Tiles: a raster of class values, <c>labels/000000000.tif</c>.</summary>
internal sealed class ClassifiedTilesLabels : IChipLabels
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ChipJob job, string name, ChipFiles files) =>
        [files.WriteClasses(ChipLayout.Labels, name, job)];
}
