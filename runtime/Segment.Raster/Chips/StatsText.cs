using System.Globalization;
using System.Text;

namespace Segment.Raster.Chips;

/// <summary><c>stats.txt</c>, with the columns of ArcGIS's own.</summary>
internal static class StatsText
{
    /// <summary>Writes the file.</summary>
    /// <param name="statistics">What was counted.</param>
    /// <param name="tileHeight">Rows of a chip, in pixels.</param>
    /// <param name="tileWidth">Columns of a chip, in pixels.</param>
    /// <returns>The file's text, with CRLF.</returns>
    public static string Write(ChipStatistics statistics, int tileHeight, int tileWidth)
    {
        var text = new StringBuilder().Append(
            $"images = {statistics.Images} *{statistics.BandNames.Count}*{tileWidth}*{tileHeight}\r\n"
        );
        if (statistics.CountsFeatures)
        {
            AppendFeatures(text, statistics);
        }
        else if (statistics.Classes.Count > 0)
        {
            AppendPixels(text, statistics);
        }

        return text.ToString();
    }

    private static void AppendPixels(StringBuilder text, ChipStatistics statistics)
    {
        var images = Math.Max(1, statistics.Images);
        text.Append($"classes = {statistics.Classes.Count}\r\n")
            .Append($"classes per image = {Range(statistics.ClassesPerImage, images)}\r\n")
            .Append("cls name              cls value     images   pixels      min size   mean size    max size\r\n");
        foreach (var (landCover, own) in statistics.Classes.Zip(statistics.PerClass))
        {
            text.Append($"{landCover.Name, -22}{landCover.Value, 9}{own.Images, 11}{own.Pixels, 11}")
                .Append($"{Two(own.Min), 12}{Two((double)own.Pixels / images), 12}{Two(own.Max), 12}\r\n");
        }
    }

    private static void AppendFeatures(StringBuilder text, ChipStatistics statistics)
    {
        text.Append($"features = {statistics.FeaturesPerImage.Pixels}\r\n")
            .Append($"features per image = {Range(statistics.FeaturesPerImage, Math.Max(1, statistics.Images))}\r\n")
            .Append($"classes = {statistics.Classes.Count}\r\n")
            .Append("cls name              cls value     images   features    min size   mean size    max size\r\n");
        foreach (var (landCover, own) in statistics.Classes.Zip(statistics.Features))
        {
            text.Append($"{landCover.Name, -22}{landCover.Value, 9}{own.Images, 11}{own.Count, 11}")
                .Append($"{Two(own.Min), 12}{Two(own.Mean), 12}{Two(own.Max), 12}\r\n");
        }
    }

    private static string Range(ClassStatistics perImage, int images) =>
        $"[min = {perImage.Min}, mean = {Two((double)perImage.Pixels / images)}, max = {perImage.Max}]";

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
