using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Runtime.Assessment;

/// <summary>Reads a map from the first row to the last, a few rows at a time.</summary>
internal static class MapRows
{
    /// <summary>Looks at some rows.</summary>
    /// <param name="first">Number of the first pixel, counted row by row.</param>
    /// <param name="classes">Class indices, row by row; 255 where the map holds no data.</param>
    public delegate void Look(long first, ReadOnlySpan<byte> classes);

    /// <summary>Shows all rows.</summary>
    /// <param name="map">The map.</param>
    /// <param name="rows">Rows at a time.</param>
    /// <param name="look">Shown each part in turn.</param>
    public static void Visit(ClassMap map, int rows, Look look)
    {
        var (height, width) = (map.Grid.Height, map.Grid.Width);
        var classes = new byte[checked(Math.Min(rows, height) * width)];
        for (var row = 0; row < height; row += rows)
        {
            var window = new PixelWindow(row, 0, Math.Min(rows, height - row), width);
            var part = classes.AsSpan(0, (int)window.Area);
            map.Read(window, part);
            look((long)row * width, part);
        }
    }

    /// <summary>Counts the pixels of each class.</summary>
    /// <param name="map">The map.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>Pixels by class index.</returns>
    public static long[] Count(ClassMap map, CancellationToken token)
    {
        var pixels = new long[256];
        Visit(
            map,
            256,
            (_, classes) =>
            {
                token.ThrowIfCancellationRequested();
                foreach (var index in classes)
                {
                    pixels[index]++;
                }
            }
        );
        return pixels[..map.Classes.Count];
    }
}
