using NetTopologySuite.Geometries;
using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>MultiLabeled_Tiles: an XML file a chip with an object for each class that any of its pixels has; the bounds
/// are the chip's.</summary>
internal sealed class MultiLabeledTilesLabels : IChipLabels
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ChipJob job, string name, ChipFiles files)
    {
        var whole = new Envelope(0, job.Cut.Width, 0, job.Cut.Height);
        var present = files.Classes.Where((_, c) => job.Counts[c] > 0).Select(c => (c.Value, whole));
        return
        [
            files.WriteText(
                ChipLayout.Labels,
                $"{name}.xml",
                VocXml.Write(files.ImageName(name), job.Cut, files.BandCount, present)
            ),
        ];
    }
}
