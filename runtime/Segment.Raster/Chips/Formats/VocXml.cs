using System.Text;
using NetTopologySuite.Geometries;
using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>The XML of PASCAL VOC, with ArcGIS's elements in ArcGIS's order.</summary>
internal static class VocXml
{
    /// <summary>Writes the text of a chip.</summary>
    /// <param name="image">The image chip's file name.</param>
    /// <param name="cut">The chip's size.</param>
    /// <param name="bands">The image's bands.</param>
    /// <param name="objects">Class value and bounds, in pixels.</param>
    /// <returns>The text.</returns>
    public static string Write(string image, ChipCut cut, int bands, IEnumerable<(int Value, Envelope Box)> objects)
    {
        var text = new StringBuilder()
            .Append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<annotation>\r\n")
            .Append($"\t<filename>{image}</filename>\r\n")
            .Append("\t<source>\r\n\t\t<annotation>Segment</annotation>\r\n\t</source>\r\n")
            .Append($"\t<size>\r\n\t\t<width>{cut.Width}</width>\r\n\t\t<height>{cut.Height}</height>\r\n")
            .Append($"\t\t<depth>{bands}</depth>\r\n\t</size>\r\n");
        foreach (var (value, box) in objects)
        {
            text.Append($"\t<object>\r\n\t\t<name>{value}</name>\r\n\t\t<bndbox>\r\n")
                .Append($"\t\t\t<xmin>{box.MinX:0.00}</xmin>\r\n\t\t\t<ymin>{box.MinY:0.00}</ymin>\r\n")
                .Append($"\t\t\t<xmax>{box.MaxX:0.00}</xmax>\r\n\t\t\t<ymax>{box.MaxY:0.00}</ymax>\r\n")
                .Append("\t\t</bndbox>\r\n\t</object>\r\n");
        }

        return text.Append("</annotation>\r\n").ToString();
    }
}
