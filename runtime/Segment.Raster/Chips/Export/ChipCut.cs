using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

namespace Segment.Raster.Chips.Export;

/// <summary>What a chip takes of a scene: a window as it lies, or one that is turned about its centre.</summary>
internal sealed class ChipCut
{
    private readonly int[]? pixelOf;

    private ChipCut(PixelWindow tile, PixelWindow source, GeoTransform inScene, int[]? pixelOf) =>
        (Height, Width, Source, InScene, this.pixelOf) = (tile.Height, tile.Width, source, inScene, pixelOf);

    /// <summary>Gets the chip's rows, in pixels.</summary>
    public int Height { get; }

    /// <summary>Gets the chip's columns, in pixels.</summary>
    public int Width { get; }

    /// <summary>Gets the pixels of the scene that must be read.</summary>
    public PixelWindow Source { get; }

    /// <summary>Gets the step from the chip's pixels to the scene's.</summary>
    public GeoTransform InScene { get; }

    /// <summary>Gets whether the chip is turned, so that its pixels must be picked out of those read.</summary>
    public bool IsTurned => pixelOf is not null;

    /// <summary>Gets the chip's number of pixels.</summary>
    public int Area => Height * Width;

    /// <summary>Takes a window as it lies.</summary>
    /// <param name="window">Inside the scene.</param>
    /// <returns>The cut.</returns>
    public static ChipCut Straight(PixelWindow window) =>
        new(window, window, new GeoTransform(window.Column, 1, 0, window.Row, 0, 1), null);

    /// <summary>Turns a window about its centre; each of its pixels takes the nearest one of the scene.</summary>
    /// <param name="window">The window at 0 degrees.</param>
    /// <param name="degrees">The angle, clockwise on the image.</param>
    /// <param name="scene">All pixels of the scene.</param>
    /// <returns>The cut; null where it leaves the scene.</returns>
    public static ChipCut? Turned(PixelWindow window, double degrees, PixelWindow scene)
    {
        var inScene = Turn(window, degrees);
        var pixels = new (int Row, int Column)[window.Area];
        for (var pixel = 0; pixel < pixels.Length; pixel++)
        {
            var (x, y) = inScene.ToMap((pixel % window.Width) + 0.5, (pixel / window.Width) + 0.5);
            pixels[pixel] = ((int)Math.Floor(y), (int)Math.Floor(x));
        }

        var (top, left) = (pixels.Min(p => p.Row), pixels.Min(p => p.Column));
        var source = new PixelWindow(top, left, pixels.Max(p => p.Row) - top + 1, pixels.Max(p => p.Column) - left + 1);
        return source.Intersect(scene) == source
            ? new ChipCut(
                window,
                source,
                inScene,
                Array.ConvertAll(pixels, p => ((p.Row - top) * source.Width) + p.Column - left)
            )
            : null;
    }

    /// <summary>Picks the chip's pixels out of those that were read.</summary>
    /// <typeparam name="T">A sample, or a label.</typeparam>
    /// <param name="read">(planes, rows, columns) of <see cref="Source"/>.</param>
    /// <param name="chip">(planes, H, W).</param>
    public void Pick<T>(ReadOnlySpan<T> read, Span<T> chip)
        where T : unmanaged
    {
        var planes = chip.Length / Area;
        var sourceArea = (int)Source.Area;
        for (var plane = 0; plane < planes; plane++)
        {
            var from = read.Slice(plane * sourceArea, sourceArea);
            var to = chip.Slice(plane * Area, Area);
            for (var pixel = 0; pixel < to.Length; pixel++)
            {
                to[pixel] = from[pixelOf![pixel]];
            }
        }
    }

    /// <summary>Picks samples of any size.</summary>
    /// <param name="read">(planes, rows, columns) of <see cref="Source"/>.</param>
    /// <param name="chip">(planes, H, W).</param>
    /// <param name="sampleBytes">Bytes of a sample.</param>
    public void PickSamples(ReadOnlySpan<byte> read, Span<byte> chip, int sampleBytes)
    {
        switch (sampleBytes)
        {
            case 1:
                Pick(read, chip);
                break;
            case 2:
                Pick(MemoryMarshal.Cast<byte, short>(read), MemoryMarshal.Cast<byte, short>(chip));
                break;
            case 4:
                Pick(MemoryMarshal.Cast<byte, int>(read), MemoryMarshal.Cast<byte, int>(chip));
                break;
            default:
                Pick(MemoryMarshal.Cast<byte, long>(read), MemoryMarshal.Cast<byte, long>(chip));
                break;
        }
    }

    /// <summary>Gets the step from the chip's pixels to map space.</summary>
    /// <param name="scene">The scene's transform.</param>
    /// <returns>The chip's transform.</returns>
    public GeoTransform On(GeoTransform scene)
    {
        if (!IsTurned)
        {
            return scene.At(Source.Row, Source.Column);
        }

        var (x, y) = scene.ToMap(InScene.OriginX, InScene.OriginY);
        return new GeoTransform(
            x,
            (scene.PixelWidth * InScene.PixelWidth) + (scene.RowRotation * InScene.ColumnRotation),
            (scene.PixelWidth * InScene.RowRotation) + (scene.RowRotation * InScene.PixelHeight),
            y,
            (scene.ColumnRotation * InScene.PixelWidth) + (scene.PixelHeight * InScene.ColumnRotation),
            (scene.ColumnRotation * InScene.RowRotation) + (scene.PixelHeight * InScene.PixelHeight)
        );
    }

    /// <summary>Gets the chip's outline.</summary>
    /// <returns>A rectangle, in the scene's pixels.</returns>
    public Polygon Outline()
    {
        (int Column, int Row)[] corners = [(0, 0), (Width, 0), (Width, Height), (0, Height), (0, 0)];
        return GeometryFactory.Default.CreatePolygon(
            Array.ConvertAll(
                corners,
                c =>
                {
                    var (x, y) = InScene.ToMap(c.Column, c.Row);
                    return new Coordinate(x, y);
                }
            )
        );
    }

    private static GeoTransform Turn(PixelWindow window, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (halfWidth, halfHeight) = (window.Width / 2.0, window.Height / 2.0);
        return new GeoTransform(
            window.Column + halfWidth - (halfWidth * cos) + (halfHeight * sin),
            cos,
            -sin,
            window.Row + halfHeight - (halfWidth * sin) - (halfHeight * cos),
            sin,
            cos
        );
    }
}
