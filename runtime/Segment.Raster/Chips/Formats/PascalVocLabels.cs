using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>PASCAL_VOC_rectangles, and Labeled_Tiles with one object a chip: an XML file a chip with the class value and
/// the bounds of each object.</summary>
/// <remarks>Elements and their order are those of files that ArcGIS Pro wrote; they come from Everingham et al. 2010, the
/// PASCAL visual object classes challenge.</remarks>
internal sealed class PascalVocLabels : IChipLabels
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ChipJob job, string name, ChipFiles files)
    {
        var objects = job.Objects.Select(o => (files.Classes[o.ClassIndex].Value, o.Box));
        return
        [
            files.WriteText(
                ChipLayout.Labels,
                $"{name}.xml",
                VocXml.Write(files.ImageName(name), job.Cut, files.BandCount, objects)
            ),
        ];
    }
}
