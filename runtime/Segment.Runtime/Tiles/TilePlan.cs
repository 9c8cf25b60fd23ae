using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.Runtime.Tiles;

/// <summary>
/// How a scene is cut into inference windows: all of one shape, each beginning at a multiple of the network's stride,
/// their cores covering every pixel of the scene once. Tiles that blend (<see cref="BlendedTiles"/>) overlap by half
/// instead: each covers the cores of two rows and two columns.
/// </summary>
/// <remarks>
/// One shape for a whole job keeps ONNX Runtime's memory flat. Beginning at multiples of the stride makes a pixel fall
/// on the same place of the network's down-sampling grid in every plan, so that the map does not depend on the tile
/// size wherever the padding covers the receptive field.
/// </remarks>
public sealed record TilePlan
{
    /// <summary>What a tile costs whatever its size (a read, a call, a hand-over), in pixels of computing.</summary>
    private const int CostOfTile = 64 * 64;

    /// <summary>How much longer a lane's first tile takes: it is read while nothing runs, and the memory is new. Measured
    /// as 0.15 (U-Net/ResNet-18) to 0.5 (light) of a run.</summary>
    private const double FirstRun = 0.4;

    /// <summary>The time of writing a pixel of the last row of tiles, when nothing else is left to do. Measured as 0.02
    /// (U-Net/ResNet-18) to 0.14 (light) of computing it.</summary>
    private const double LastRows = 0.1;

    /// <summary>Makes a plan of cores that are no larger than they need be.</summary>
    internal TilePlan(int height, int width, int stride, int padding, int coreHeight, int coreWidth)
    {
        (Height, Width, Stride, Padding) = (height, width, stride, padding);
        (CoreHeight, CoreWidth) = (coreHeight, coreWidth);
    }

    /// <summary>Gets the scene's rows.</summary>
    public int Height { get; }

    /// <summary>Gets the scene's columns.</summary>
    public int Width { get; }

    /// <summary>Gets the network's total stride, in pixels.</summary>
    public int Stride { get; }

    /// <summary>Gets the border of a tile that is computed and thrown away, in pixels.</summary>
    public int Padding { get; }

    /// <summary>Gets the rows of a tile's core, never more than the scene's rounded up to the stride.</summary>
    public int CoreHeight { get; }

    /// <summary>Gets the columns of a tile's core, never more than the scene's rounded up to the stride.</summary>
    public int CoreWidth { get; }

    /// <summary>Gets whether tiles overlap by half and are blended; otherwise each answers for its own core alone.</summary>
    public bool Blends { get; internal init; }

    /// <summary>Gets the rows of a tile, padding included; of tiles that blend, two cores.</summary>
    public int TileHeight => (CoreHeight * (Blends && CoreRows > 1 ? 2 : 1)) + (2 * Padding);

    /// <summary>Gets the columns of a tile, padding included; of tiles that blend, two cores.</summary>
    public int TileWidth => (CoreWidth * (Blends && CoreColumns > 1 ? 2 : 1)) + (2 * Padding);

    /// <summary>Gets the pixels of a tile, padding included.</summary>
    public long TileArea => (long)TileHeight * TileWidth;

    /// <summary>Gets the number of rows of cores: the bands of rows that the map is made in.</summary>
    public int CoreRows => DivideUp(Height, CoreHeight);

    /// <summary>Gets the number of cores in a row.</summary>
    public int CoreColumns => DivideUp(Width, CoreWidth);

    /// <summary>Gets the number of rows of tiles.</summary>
    public int Rows => Blends ? Math.Max(1, CoreRows - 1) : CoreRows;

    /// <summary>Gets the number of tiles in a row.</summary>
    public int Columns => Blends ? Math.Max(1, CoreColumns - 1) : CoreColumns;

    /// <summary>Gets the number of tiles.</summary>
    public long Count => (long)Rows * Columns;

    /// <summary>Gets the pixels computed for each pixel of the scene, 1 or more.</summary>
    public double OverlapTax => Count * (double)TileArea / ((double)Height * Width);

    /// <summary>Plans square tiles of a given side, cut down where the scene is smaller than a tile.</summary>
    /// <param name="height">The scene's rows.</param>
    /// <param name="width">The scene's columns.</param>
    /// <param name="stride">The network's total stride, in pixels.</param>
    /// <param name="padding">The border that is thrown away, in pixels: 0 or more, a multiple of the stride.</param>
    /// <param name="tileSize">The side, padding included: a multiple of the stride, more than twice the padding, at
    /// most <see cref="TileLimits.LargestSide"/>.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SegmentDataException">The padding or the tile size is not allowed.</exception>
    public static TilePlan Square(int height, int width, int stride, int padding, int tileSize)
    {
        CheckPadding(stride, padding);
        var least = (2 * padding) + stride;
        var most = Math.Max(least, TileLimits.LargestSide / stride * stride);
        if (tileSize < least || tileSize > most || tileSize % stride != 0)
        {
            var nearest = Math.Clamp((int)Math.Round(tileSize / (double)stride) * stride, least, most);
            throw new SegmentDataException(
                $"The tile size is {tileSize}. With the network's stride of {stride} and a padding of {padding} it must be "
                    + $"a multiple of {stride} from {least} to {most}. Take {nearest}, or leave the choice to the program."
            );
        }

        return Cut(height, width, stride, padding, tileSize - (2 * padding), tileSize - (2 * padding));
    }

    /// <summary>Plans the tile shape with the least work for each lane.</summary>
    /// <param name="height">The scene's rows.</param>
    /// <param name="width">The scene's columns.</param>
    /// <param name="stride">The network's total stride, in pixels.</param>
    /// <param name="padding">The border that is thrown away, in pixels: 0 or more, a multiple of the stride.</param>
    /// <param name="limits">What the machine allows.</param>
    /// <returns>The plan; the smallest tile there is where none is affordable.</returns>
    /// <exception cref="SegmentDataException">The padding is not allowed.</exception>
    /// <remarks>
    /// Measured, a network's time a pixel is the same for tiles of 256 to 1024 px. So the best shape is the one with
    /// the fewest computed pixels a lane (<see cref="Work"/>), found by trying every core within the limits; of equals,
    /// the smallest tile.
    /// </remarks>
    public static TilePlan Choose(int height, int width, int stride, int padding, TileLimits limits)
    {
        CheckPadding(stride, padding);
        return Candidates(height, width, stride, padding, limits)
            .Where(limits.Affords)
            .DefaultIfEmpty(Cut(height, width, stride, padding, stride, stride))
            .MinBy(plan => (plan.Work(limits.Parallel), plan.TileArea))!;
    }

    /// <summary>Plans tiles of the one size that a network takes, however small the scene is.</summary>
    /// <param name="height">The scene's rows.</param>
    /// <param name="width">The scene's columns.</param>
    /// <param name="padding">The border that is thrown away, in pixels.</param>
    /// <param name="tileSize">The side, padding included.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SegmentDataException">The padding leaves nothing of a tile.</exception>
    public static TilePlan Whole(int height, int width, int padding, int tileSize)
    {
        var core = tileSize - (2 * padding);
        return padding >= 0 && core > 0
            ? new TilePlan(height, width, 1, padding, core, core)
            : throw new SegmentDataException(
                $"The padding is {padding}, but the model's tiles are {tileSize} px wide: 0-{(tileSize - 1) / 2} is possible."
            );
    }

    /// <summary>Repeats a plan for the same scene and network that was made before.</summary>
    /// <param name="padding">Its padding.</param>
    /// <param name="coreHeight">The rows of its tiles' cores.</param>
    /// <param name="coreWidth">The columns of its tiles' cores.</param>
    /// <returns>The plan.</returns>
    public TilePlan Again(int padding, int coreHeight, int coreWidth) =>
        new(Height, Width, Stride, padding, coreHeight, coreWidth) { Blends = Blends };

    /// <summary>Lists the tiles of one row of tiles, from left to right.</summary>
    /// <param name="row">The row of tiles, from 0 at the top.</param>
    /// <returns>The tiles.</returns>
    public IEnumerable<Tile> Row(int row)
    {
        var scene = new PixelWindow(0, 0, Height, Width);
        for (var column = 0; column < Columns; column++)
        {
            var core = new PixelWindow(row * CoreHeight, column * CoreWidth, CoreHeight, CoreWidth);
            var window = new PixelWindow(core.Row - Padding, core.Column - Padding, TileHeight, TileWidth);
            yield return new Tile(window, (Blends ? window : core).Intersect(scene));
        }
    }

    /// <summary>Gets the rows of tiles that reach a row of cores.</summary>
    /// <param name="coreRow">The row of cores, from 0 at the top.</param>
    /// <returns>The first and the last; one and the same unless tiles blend.</returns>
    public (int First, int Last) RowsReaching(int coreRow) =>
        Blends ? (Math.Max(0, coreRow - 1), Math.Min(coreRow, Rows - 1)) : (coreRow, coreRow);

    /// <summary>Finds a pixel of the scene in a tile's planes.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="row">The row in the scene.</param>
    /// <param name="column">The column in the scene.</param>
    /// <returns>Its position in a plane (H, W).</returns>
    internal int Start(Tile tile, int row, int column) =>
        ((row - tile.Window.Row) * TileWidth) + column - tile.Window.Column;

    /// <summary>Estimates the time of the job, in pixels through one lane.</summary>
    /// <param name="parallel">Tiles computed at the same time.</param>
    /// <returns>⌈tiles / parallel⌉ runs, and what runs beside nothing: the first tile and the last rows.</returns>
    internal double Work(int parallel)
    {
        var runs = (Count + parallel - 1) / parallel;
        return (runs * (TileArea + CostOfTile)) + (FirstRun * TileArea) + (LastRows * CoreHeight * Width);
    }

    private static IEnumerable<TilePlan> Candidates(int height, int width, int stride, int padding, TileLimits limits)
    {
        for (var core = stride; core < height + stride && core + (2 * padding) <= limits.MaxHeight; core += stride)
        {
            var widest = (limits.MaxArea / (core + (2 * padding))) - (2 * padding);
            for (var across = stride; across < width + stride && across <= widest; across += stride)
            {
                yield return Cut(height, width, stride, padding, core, across);
            }
        }
    }

    private static void CheckPadding(int stride, int padding)
    {
        if (padding < 0 || padding % stride != 0)
        {
            var nearest = DivideUp(Math.Max(0, padding), stride) * stride;
            throw new SegmentDataException(
                $"The padding is {padding}. It must be 0 or a multiple of {stride}, the network's stride. "
                    + $"Take {nearest}, or leave the choice to the program."
            );
        }
    }

    /// <summary>Plans tiles whose cores are no larger than the scene, rounded up to the stride.</summary>
    private static TilePlan Cut(int height, int width, int stride, int padding, int coreHeight, int coreWidth)
    {
        return new(height, width, stride, padding, Fit(height, coreHeight), Fit(width, coreWidth));

        int Fit(int length, int core) => Math.Min(core, DivideUp(length, stride) * stride);
    }

    /// <summary>Divides and rounds up.</summary>
    internal static int DivideUp(int value, int by) => (value / by) + (value % by > 0 ? 1 : 0);
}
