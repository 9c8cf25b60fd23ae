using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.Runtime;

/// <summary>Finds the scene's band for each channel of a model of others, which knows neither names nor types.</summary>
internal static class ForeignBinding
{
    /// <summary>A cell size beyond this factor of the model's is worth a notice.</summary>
    private const double CellSizeFactor = 2;

    /// <summary>Binds a scene's bands to the model's channels.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What the user says about it.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <returns>The scene's band for each channel, from 0.</returns>
    /// <exception cref="SegmentDataException">It is open which bands the model reads, a band is not there, or the scene's
    /// numbers are not those that the model's metadata speak of.</exception>
    public static int[] Bind(
        ForeignModel model,
        ForeignModelOptions options,
        RasterSource scene,
        Action<string>? notice
    )
    {
        var (offered, wanted) = (scene.Bands.Count, model.Definition.Bands.Count);
        if (options.Bands is null && offered != wanted)
        {
            throw new SegmentDataException(
                $"{scene.Path} has {Count(offered)} ({string.Join(", ", scene.Bands.Select(b => b.Name))}), but the model "
                    + $"{model.Definition.Name} reads {wanted}. Say which, in the model's order, with --bands, such as "
                    + $"--bands {string.Join(',', Enumerable.Range(1, wanted))}."
            );
        }

        int[] bound = [.. model.Definition.Bands.Select(band => band.Index)];
        if (bound.Max() is var last && last >= offered)
        {
            throw new SegmentDataException($"{scene.Path} has {Count(offered)}, but --bands names band {last + 1}.");
        }

        foreach (var band in bound.Where(band => model.EightBit && scene.Bands[band].Type != PixelType.UInt8))
        {
            throw new SegmentDataException(
                $"The model {model.Definition.Name} wants 8-bit samples, but band {band + 1} of {scene.Path} holds "
                    + $"{scene.Bands[band].Type.Name()} numbers. Say how they become what the model was trained on, "
                    + "(sample - center) / scale: --center and --scale."
            );
        }

        TellResolution(model.Definition.CellSizeX, scene.Grid, notice);
        return bound;
    }

    private static void TellResolution(double trained, GridGeometry grid, Action<string>? notice)
    {
        if (trained <= 0 || grid.Transform is not { } transform || grid.CrsWkt.Length == 0)
        {
            return;
        }

        var scene = Math.Sqrt(transform.CellSizeX * transform.CellSizeY) * MapUnit.Metres(grid.CrsWkt);
        if (scene > trained * CellSizeFactor || scene < trained / CellSizeFactor)
        {
            notice?.Invoke(
                $"The scene's pixels measure {scene:G4} m, those that the model was made for {trained:G4} m; it knows the "
                    + "land at that scale only, so expect a poor map. --cell-size makes the pixels alike."
            );
        }
    }

    private static string Count(int bands) => bands == 1 ? "1 band" : $"{bands} bands";
}
