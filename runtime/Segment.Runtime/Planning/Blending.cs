using Segment.PackageFormat;
using Segment.Raster;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Planning;

/// <summary>Decides whether tiles are blended or cut.</summary>
internal static class Blending
{
    /// <summary>Tells whether a job's tiles blend.</summary>
    /// <param name="options">What the user wants.</param>
    /// <param name="definition">The package's definition.</param>
    /// <param name="notice">Told why they blend, or why seams may show.</param>
    /// <returns>Whether they do.</returns>
    public static bool IsWanted(ClassifyOptions options, ModelDefinition definition, Action<string>? notice)
    {
        if (options.Blend != TileBlending.Auto || !definition.HasGlobalView)
        {
            return options.Blend == TileBlending.Hann;
        }

        var network =
            $"{definition.ModelType} over {definition.Backbone} takes means over the whole tile, so no two tiles agree wholly";
        if (options.Padding is not null)
        {
            notice?.Invoke($"{network}. As --padding is given, they are cut and not blended: seams may show.");
            return false;
        }

        notice?.Invoke(
            $"{network}: they overlap by half and are blended with a Hann window, which computes each pixel up to four times. "
                + "--blend none cuts them instead."
        );
        return true;
    }

    /// <summary>Plans tiles of the one size that a network takes.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="blends">Whether they blend.</param>
    /// <param name="padding">Their padding otherwise.</param>
    /// <param name="side">The size.</param>
    /// <returns>The plan.</returns>
    public static TilePlan Whole(RasterSource scene, bool blends, int padding, int side) =>
        blends
            ? BlendedTiles.Whole(scene.Height, scene.Width, side)
            : TilePlan.Whole(scene.Height, scene.Width, padding, side);
}
