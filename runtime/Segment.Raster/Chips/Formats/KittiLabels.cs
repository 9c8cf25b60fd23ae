using System.Text;
using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>KITTI_rectangles: a text file a chip, a line an object with 15 columns, of which ArcGIS uses five: the class
/// value and the bounds (left, top, right, bottom in pixels).</summary>
/// <remarks>Columns and widths are those of files that ArcGIS Pro wrote; the columns' meaning: Geiger, Lenz, Urtasun 2012,
/// the KITTI vision benchmark suite.</remarks>
internal sealed class KittiLabels : IChipLabels
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ChipJob job, string name, ChipFiles files)
    {
        var text = new StringBuilder();
        foreach (var item in job.Objects)
        {
            var box = item.Box;
            text.Append($"{files.Classes[item.ClassIndex].Value, 3} 0.00 0 0 {box.MinX, 7:0.00} {box.MinY, 7:0.00} ")
                .Append($"{box.MaxX, 7:0.00} {box.MaxY, 7:0.00} 0 0 0 0 0 0 0\r\n");
        }

        return [files.WriteText(ChipLayout.Labels, $"{name}.txt", text.ToString())];
    }
}
