using Segment.PackageFormat;

namespace Segment.Runtime.Tiles;

/// <summary>Plans tiles that overlap by half, so that their answers can be blended with a Hann window.</summary>
/// <remarks>
/// Periodic Hann windows (sin²) at a hop of half their length sum to one everywhere, the constant-overlap-add property
/// (J. O. Smith, <i>Spectral Audio Signal Processing</i>, W3K, 2011, "Overlap-Add (OLA) STFT Processing"): a pixel's weights
/// need no division. Each core is covered by two tiles along an axis, four in all; along the scene's border by fewer, so that
/// no tile lies outside. A scene no longer than a tile has one tile along that axis, and nothing to blend.
/// </remarks>
public static class BlendedTiles
{
    /// <summary>The longer side of a tile that is chosen unasked, in shorter sides.</summary>
    private const int LongestSide = 2;

    /// <summary>Plans square tiles of a given side, cut down where the scene is smaller than a tile.</summary>
    /// <param name="height">The scene's rows.</param>
    /// <param name="width">The scene's columns.</param>
    /// <param name="stride">The network's total stride, in pixels.</param>
    /// <param name="tileSize">The side: a multiple of twice the stride, at most <see cref="TileLimits.LargestSide"/>.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SegmentDataException">The tile size is not allowed.</exception>
    public static TilePlan Square(int height, int width, int stride, int tileSize)
    {
        var step = 2 * stride;
        var most = Math.Max(step, TileLimits.LargestSide / step * step);
        if (tileSize < step || tileSize > most || tileSize % step != 0)
        {
            var nearest = Math.Clamp((int)Math.Round(tileSize / (double)step) * step, step, most);
            throw new SegmentDataException(
                $"The tile size is {tileSize}. Tiles that blend overlap by half, so with the network's stride of {stride} it must "
                    + $"be a multiple of {step} from {step} to {most}. Take {nearest}, or leave the choice to the program."
            );
        }

        return Plan(height, width, stride, Core(height, tileSize / 2, stride), Core(width, tileSize / 2, stride));
    }

    /// <summary>Plans the tile shape with the least work for each lane; of equals, the smallest tile.</summary>
    /// <param name="height">The scene's rows.</param>
    /// <param name="width">The scene's columns.</param>
    /// <param name="stride">The network's total stride, in pixels.</param>
    /// <param name="limits">What the machine allows.</param>
    /// <returns>The plan; the smallest tile there is where none is affordable.</returns>
    public static TilePlan Choose(int height, int width, int stride, TileLimits limits) =>
        Candidates(height, width, stride, limits)
            .Where(limits.Affords)
            .DefaultIfEmpty(Plan(height, width, stride, Core(height, stride, stride), Core(width, stride, stride)))
            .MinBy(plan => (plan.Work(limits.Parallel), plan.TileArea))!;

    /// <summary>Plans tiles of the one size that a network takes, however small the scene is.</summary>
    /// <param name="height">The scene's rows.</param>
    /// <param name="width">The scene's columns.</param>
    /// <param name="tileSize">The side.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SegmentDataException">The side cannot be halved.</exception>
    public static TilePlan Whole(int height, int width, int tileSize) =>
        tileSize % 2 == 0
            ? new TilePlan(
                height,
                width,
                1,
                0,
                height > tileSize ? tileSize / 2 : tileSize,
                width > tileSize ? tileSize / 2 : tileSize
            )
            {
                Blends = true,
            }
            : throw new SegmentDataException(
                $"Tiles that blend overlap by half, but the model's tiles are {tileSize} px wide. Take --blend none."
            );

    private static TilePlan Plan(int height, int width, int stride, int coreHeight, int coreWidth) =>
        new(height, width, stride, 0, coreHeight, coreWidth) { Blends = true };

    /// <summary>Half a tile; the whole scene, rounded up to the stride, where it is no longer than a tile.</summary>
    private static int Core(int length, int half, int stride) =>
        length > 2 * half ? half : TilePlan.DivideUp(length, stride) * stride;

    private static IEnumerable<TilePlan> Candidates(int height, int width, int stride, TileLimits limits)
    {
        foreach (var core in Cores(height, stride, limits.MaxHeight))
        {
            var tall = height > core ? 2 * core : core;
            foreach (var across in Cores(width, stride, Math.Min(limits.MaxArea / tall, LongestSide * tall)))
            {
                // What the network takes the mean of should be a place, not a strip.
                if (tall > LongestSide * (width > across ? 2 * across : across))
                {
                    continue;
                }

                yield return Plan(height, width, stride, core, across);
            }
        }
    }

    /// <summary>Lists the cores along an axis whose tiles are no longer than allowed.</summary>
    private static IEnumerable<int> Cores(int length, int stride, int longest)
    {
        for (var half = stride; ; half += stride)
        {
            var core = Core(length, half, stride);
            if ((length > core ? 2 * core : core) > longest)
            {
                yield break;
            }

            yield return core;
            if (length <= core)
            {
                yield break;
            }
        }
    }
}
