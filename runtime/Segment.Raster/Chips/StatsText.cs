using System.Globalization;
using System.Text;

namespace Segment.Raster.Chips;

/// <summary><c>stats.txt</c>, with the columns of ArcGIS's own.</summary>
internal static class StatsText
{
    /// <summary>Writes the file.</summary>
    /// <param name="statistics">What was counted.</param>
    /// <param name="tileSize">The side of a chip, in pixels.</param>
    /// <returns>The file's text, with CRLF.</returns>
    public static string Write(ChipStatistics statistics, int tileSize)
    {
        var perImage = statistics.ClassesPerImage;
        var images = Math.Max(1, statistics.Images);
        var text = new StringBuilder()
            .Append($"images = {statistics.Images} *{statistics.BandNames.Count}*{tileSize}*{tileSize}\r\n")
            .Append($"classes = {statistics.Classes.Count}\r\n")
            .Append($"classes per image = [min = {perImage.Min}, mean = {Two((double)perImage.Pixels / images)}, ")
            .Append($"max = {perImage.Max}]\r\n")
            .Append("cls name              cls value     images   pixels      min size   mean size    max size\r\n");
        foreach (var (landCover, own) in statistics.Classes.Zip(statistics.PerClass))
        {
            text.Append($"{landCover.Name, -22}{landCover.Value, 9}{own.Images, 11}{own.Pixels, 11}")
                .Append($"{Two(own.Min), 12}{Two((double)own.Pixels / images), 12}{Two(own.Max), 12}\r\n");
        }

        return text.ToString();
    }

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
