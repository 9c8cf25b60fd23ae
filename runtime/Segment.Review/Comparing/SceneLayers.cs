using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Scenes;
using Segment.TrainingData.Pages;
using SceneView = Segment.Raster.Scenes.SceneView;

namespace Segment.Review.Comparing;

/// <summary>The scene of a comparison while it is read, on the maps' grid.</summary>
internal sealed class SceneLayers : IDisposable
{
    private readonly SceneView view;
    private readonly RasterSource source;
    private readonly int[] bands;
    private readonly SceneLevels[] levels;
    private readonly string path;
    private readonly bool chosen;
    private float[] samples = [];

    /// <summary>Opens a scene and measures its bands.</summary>
    /// <param name="options">Which scene and bands.</param>
    /// <param name="map">The first map's path, for messages.</param>
    /// <param name="grid">The maps' grid.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <exception cref="SegmentDataException">It cannot be read, has no such band, or shows nothing of the map.</exception>
    public SceneLayers(ComparisonOptions options, string map, GridGeometry grid, Action<string>? notice)
    {
        (path, chosen) = (options.Scene, options.Bands.Count > 0);
        view = SceneView.Open(path, grid);
        try
        {
            source = RasterSource.Open(view.Path);
            if ((source.Height, source.Width) != (grid.Height, grid.Width))
            {
                throw new SegmentDataException(
                    $"The scene {path} has {source.Width} × {source.Height} px and the map {map} has {grid.Width} × {grid.Height} px, and they "
                        + "cannot be laid over each other: one of them has no georeference or is rotated. Give the scene that was mapped."
                );
            }

            bands = Choose(options, notice);
            levels = SceneLevels.Measure(source, bands);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets how many bands are read.</summary>
    public int Count => bands.Length;

    /// <summary>Reads a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="target">Filled with the levels of each band, (H, W).</param>
    public void Read(PixelWindow window, byte[][] target)
    {
        var pixels = (int)window.Area;
        if (samples.Length < pixels * bands.Length)
        {
            samples = new float[pixels * bands.Length];
        }

        source.Read(window, bands, samples.AsSpan(0, pixels * bands.Length));
        Parallel.For(
            0,
            bands.Length,
            band => levels[band].Apply(samples.AsSpan(band * pixels, pixels), target[band].AsSpan(0, pixels))
        );
    }

    /// <summary>Gets what was read.</summary>
    /// <param name="map">The first map's path, for messages.</param>
    /// <returns>The scene.</returns>
    /// <exception cref="SegmentDataException">There was no data anywhere.</exception>
    public ComparedScene Result(string map)
    {
        if (Array.TrueForAll(levels, l => l.Counts.AsSpan(1).IndexOfAnyExcept(0L) < 0))
        {
            throw new SegmentDataException(
                $"The scene {path} holds no data where the map {map} lies. Give the scene that was mapped."
            );
        }

        var (red, green, blue) = Natural();
        return new ComparedScene(
            Path.GetFileName(path),
            [
                .. bands.Select(
                    (band, i) => new ComparedBand($"s{i}", Name(band), levels[i].Low, levels[i].High, levels[i].Counts)
                ),
            ],
            [red, green, blue]
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        source?.Dispose();
        view.Dispose();
    }

    private int[] Choose(ComparisonOptions options, Action<string>? notice)
    {
        if (options.Bands.Count > 0)
        {
            return [.. options.Bands.Select(Find)];
        }

        var (all, most) = (source.Bands.Count, ComparisonOptions.MostBands);
        if (all <= most)
        {
            return [.. Enumerable.Range(0, all)];
        }

        notice?.Invoke($"{path} has {all} bands; the page carries {most} of them. Choose others with --bands.");
        return [.. Enumerable.Range(0, most).Select(i => i * (all - 1) / (most - 1))];
    }

    private int Find(string name)
    {
        var named = source.Bands.ToList().FindIndex(b => b.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var position = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number - 1
            : -1;
        return named >= 0 ? named
            : position >= 0 && position < source.Bands.Count ? position
            : throw new SegmentDataException(
                $"{path} has no band '{name}'. Its {source.Bands.Count} bands are {string.Join(", ", source.Bands.Take(20).Select(b => b.Name))}; give names, or positions from 1."
            );
    }

    private string Name(int band) => source.Bands[band].Name.Replace('_', ' ');

    private (int Red, int Green, int Blue) Natural()
    {
        List<RasterBand> carried = [.. bands.Select(b => source.Bands[b])];
        if (NaturalColor.Named(carried) is { } named)
        {
            return named;
        }

        // Of many bands, those that are looked at elsewhere, or the nearest ones that the page has.
        if (chosen)
        {
            return ShownBands.Of(bands.Length);
        }

        var (red, green, blue) = ShownBands.Of(source.Bands.Count);
        return (Nearest(red), Nearest(green), Nearest(blue));
    }

    private int Nearest(int band) => Enumerable.Range(0, bands.Length).MinBy(i => Math.Abs(bands[i] - band));
}
