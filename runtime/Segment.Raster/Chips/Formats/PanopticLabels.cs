using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>Panoptic_Segmentation: a raster of class values in <c>labels</c>, and masks of single objects in
/// <c>instances/&lt;class value&gt;</c>.</summary>
internal sealed class PanopticLabels : IChipLabels
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ChipJob job, string name, ChipFiles files) =>
        [files.WriteClasses(ChipLayout.Labels, name, job), .. files.WriteObjectMasks(ChipLayout.Instances, name, job)];
}
