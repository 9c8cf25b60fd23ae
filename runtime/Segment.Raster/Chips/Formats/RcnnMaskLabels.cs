using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>RCNN_Masks: for each class in a chip a raster <c>labels/&lt;class value&gt;/000000000.tif</c> whose pixels hold
/// the number of the object they belong to, from 1, and 0 elsewhere.</summary>
internal sealed class RcnnMaskLabels : IChipLabels
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ChipJob job, string name, ChipFiles files) =>
        files.WriteObjectMasks(ChipLayout.Labels, name, job);
}
