using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Runtime.Tests;

/// <summary>Makes maps and reads them back.</summary>
internal static class ClassifiedMap
{
    /// <summary>Classifies and reads the whole map: class indices (H, W), 255 where there is no data.</summary>
    public static byte[] Classify(ClassifyOptions options, List<string>? notices = null)
    {
        Classifier.Run(options, progress: null, notices is null ? null : notices.Add, CancellationToken.None);
        return Read(options.OutPath);
    }

    public static byte[] Read(string path)
    {
        using var map = ClassMap.Open(path);
        var index = new byte[map.Grid.Height * map.Grid.Width];
        map.Read(new PixelWindow(0, 0, map.Grid.Height, map.Grid.Width), index);
        return index;
    }
}
