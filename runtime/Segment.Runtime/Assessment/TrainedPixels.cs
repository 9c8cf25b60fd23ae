using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Labels;
using Segment.Raster.Scenes;

namespace Segment.Runtime.Assessment;

/// <summary>Tells which pixels of a map's grid the model was trained on, or chosen by.</summary>
internal abstract class TrainedPixels : IDisposable
{
    /// <summary>Gets what knows it, for messages.</summary>
    public abstract string Source { get; }

    /// <summary>Takes the pixels that a package says it was trained on.</summary>
    /// <param name="area">The pixels.</param>
    /// <param name="source">The package, for messages.</param>
    /// <param name="map">The map's grid.</param>
    /// <returns>The pixels.</returns>
    public static TrainedPixels Of(TrainingArea area, string source, GridGeometry map) =>
        new OfPackage(area, source, map);

    /// <summary>Takes every pixel that labels cover, whatever their class.</summary>
    /// <param name="path">The labels that the model was trained on: polygons or a classified raster.</param>
    /// <param name="map">The map's grid.</param>
    /// <returns>The pixels.</returns>
    /// <exception cref="SegmentDataException">The labels cannot be read, or lie elsewhere.</exception>
    public static TrainedPixels Of(string path, GridGeometry map) =>
        new OfLabels(SceneMask.Open(path, map, null), path);

    /// <summary>Finds the trained pixels of a window.</summary>
    /// <param name="window">A window of the map.</param>
    /// <param name="labels">Height × width; where it is 255, nobody asks.</param>
    /// <param name="trained">Height × width; set where the model was trained.</param>
    public abstract void Find(PixelWindow window, ReadOnlySpan<byte> labels, Span<bool> trained);

    /// <inheritdoc/>
    public virtual void Dispose() { }

    private sealed class OfLabels(SceneMask labels, string path) : TrainedPixels
    {
        private byte[] covered = [];

        public override string Source => $"'{path}'";

        public override void Find(PixelWindow window, ReadOnlySpan<byte> asked, Span<bool> trained)
        {
            if (covered.Length < window.Area)
            {
                covered = new byte[window.Area];
            }

            var part = covered.AsSpan(0, (int)window.Area);
            labels.Read(window, part);
            for (var i = 0; i < part.Length; i++)
            {
                trained[i] = part[i] != 0;
            }
        }

        public override void Dispose()
        {
            labels.Dispose();
            base.Dispose();
        }
    }

    private sealed class OfPackage : TrainedPixels
    {
        private readonly Dictionary<int, List<(int First, int End)>> rows = [];
        private readonly PixelMapping toArea;
        private readonly GeoTransform map;

        public OfPackage(TrainingArea area, string source, GridGeometry grid)
        {
            Source = source;
            var t = area.Transform;
            toArea = new PixelMapping(new GeoTransform(t[0], t[1], t[2], t[3], t[4], t[5]));
            map = grid.Transform ?? GeoTransform.PixelSpace;
            foreach (var (row, column, length) in area.Runs())
            {
                (rows.TryGetValue(row, out var runs) ? runs : rows[row] = []).Add((column, column + length));
            }
        }

        public override string Source { get; }

        public override void Find(PixelWindow window, ReadOnlySpan<byte> asked, Span<bool> trained)
        {
            trained.Clear();
            for (var i = asked.IndexOfAnyExcept(LabelSource.Ignore); i >= 0 && i < asked.Length; i++)
            {
                trained[i] =
                    asked[i] != LabelSource.Ignore
                    && Contains(window.Row + (i / window.Width), window.Column + (i % window.Width));
            }
        }

        private bool Contains(int row, int column)
        {
            var (x, y) = map.ToMap(column + 0.5, row + 0.5);
            var place = toArea.ToPixel(x, y);
            var (r, c) = ((int)Math.Floor(place.Row), (int)Math.Floor(place.Column));
            return rows.TryGetValue(r, out var runs) && runs.Exists(run => c >= run.First && c < run.End);
        }
    }
}
