using Segment.PackageFormat;
using Segment.Raster;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Planning;

/// <summary>Decides whether tiles are blended or cut.</summary>
internal static class Blending
{
    /// <summary>The side of a tile, in chips, above which a warning is due. Measured on the sample scene with DeepLabV3+ on
    /// chips of 64 px: accuracy 86 % with tiles of 64 px, 84 % with 128, 46 % with one of 352.</summary>
    private const double FarFromChips = 1.5;

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

    /// <summary>Chooses tiles that blend.</summary>
    /// <param name="height">The scene's rows.</param>
    /// <param name="width">The scene's columns.</param>
    /// <param name="definition">The package's definition.</param>
    /// <param name="limits">What the machine allows.</param>
    /// <returns>The tiles: of a network with a global view as large as its chips were, because over a larger tile it takes
    /// means that it has not seen in training (X. Chu et al., <i>Improving Image Restoration by Revisiting Global Information
    /// Aggregation</i>, ECCV 2022); of others the largest.</returns>
    public static TilePlan Choose(int height, int width, ModelDefinition definition, TileLimits limits)
    {
        if (Side(definition) is { } side)
        {
            var plan = BlendedTiles.Square(height, width, definition.Stride, side);
            if (limits.Affords(plan))
            {
                return plan;
            }
        }

        return BlendedTiles.Choose(height, width, definition.Stride, limits);
    }

    /// <summary>Gets the side of the tiles of a network with a global view, unless the user gives another.</summary>
    /// <param name="definition">The package's definition.</param>
    /// <returns>The side of its chips, rounded up to twice the stride; null where tiles may have any size.</returns>
    public static int? Side(ModelDefinition definition)
    {
        var step = 2 * definition.Stride;
        return definition.HasGlobalView
            ? Math.Clamp(TilePlan.DivideUp(definition.ChipSize, step), 1, TileLimits.LargestSide / step) * step
            : null;
    }

    /// <summary>Warns where a network with a global view is given tiles that are far from its chips.</summary>
    /// <param name="definition">The package's definition.</param>
    /// <param name="plan">The tiles.</param>
    /// <param name="notice">Told so.</param>
    public static void CheckSize(ModelDefinition definition, TilePlan plan, Action<string>? notice)
    {
        var side = Math.Max(plan.TileHeight, plan.TileWidth);
        var largest = Math.Max(FarFromChips * definition.ChipSize, 2 * definition.Stride);
        if (definition.HasGlobalView && side > largest)
        {
            notice?.Invoke(
                $"The network takes means over the whole tile, and learned on chips of {definition.ChipSize} px: over tiles of "
                    + $"{plan.TileHeight} × {plan.TileWidth} px they are others than it knows, and the map may be much worse."
            );
        }
    }

    /// <summary>Plans square tiles of the side that the user gives.</summary>
    /// <param name="height">The scene's rows.</param>
    /// <param name="width">The scene's columns.</param>
    /// <param name="stride">The network's total stride, in pixels.</param>
    /// <param name="blends">Whether they blend.</param>
    /// <param name="padding">Their padding otherwise.</param>
    /// <param name="side">The side.</param>
    /// <returns>The plan.</returns>
    public static TilePlan Square(int height, int width, int stride, bool blends, int padding, int side) =>
        blends
            ? BlendedTiles.Square(height, width, stride, side)
            : TilePlan.Square(height, width, stride, padding, side);

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
