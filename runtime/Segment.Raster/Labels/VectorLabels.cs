using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Labels drawn as polygons (or points): a pixel belongs to the polygon that covers its centre (or, on request,
/// that touches it), or to the point in it; later features of the layer overwrite earlier ones. Only the features are kept in memory.</summary>
internal sealed class VectorLabels : LabelSource
{
    private const int Block = 128;

    private readonly STRtree<int> index = new();
    private RasterizeTarget? target;

    private VectorLabels(
        GridGeometry scene,
        GeoTransform transform,
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyList<LabelFeature> drawn,
        bool allTouched
    )
    {
        (Scene, Transform, Classes, Drawn, AllTouched) = (scene, transform, classes, drawn, allTouched);
        Features =
        [
            .. classes.Select(
                (_, c) =>
                {
                    var own = drawn.Where(f => f.ClassIndex == c).ToArray();
                    return new ClassFeatures(own.Length, own.Sum(f => f.Area));
                }
            ),
        ];
        foreach (var (order, feature) in drawn.Index())
        {
            index.Insert(Box(feature.Bounds), order);
        }

        index.Build();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LandCoverClass> Classes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClassFeatures> Features { get; }

    /// <summary>Gets the scene's grid.</summary>
    public GridGeometry Scene { get; }

    /// <summary>Gets the transform from the scene's pixels to the features' coordinates.</summary>
    public GeoTransform Transform { get; }

    /// <summary>Gets the usable features, in the order they are drawn in.</summary>
    public IReadOnlyList<LabelFeature> Drawn { get; }

    /// <summary>Reads a vector file's features.</summary>
    /// <param name="file">The open file; it may be closed afterwards.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="options">Layer and class field.</param>
    /// <param name="scene">The scene's grid.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The labels.</returns>
    public static VectorLabels Read(
        OgrFile file,
        string path,
        LabelOptions options,
        GridGeometry scene,
        Action<string>? notice
    )
    {
        var reader = new VectorLabelReader(LabelLayers.Choose(file, path, options), options, notice);
        var (classes, features, transform) = reader.Read(scene);
        var labels = new VectorLabels(scene, transform, classes, features, options.AllTouched);
        try
        {
            LabelExtent.CheckMeetsScene(labels, path);
            return labels;
        }
        catch
        {
            labels.Dispose();
            throw;
        }
    }

    /// <summary>Gets whether a polygon has every pixel that it touches.</summary>
    public bool AllTouched { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<DrawnFeature> Drawings =>
        [
            .. Drawn.Select(
                (f, number) => new DrawnFeature(number, f.ClassIndex, f.Bounds, f.IsArea, f.Area / Transform.PixelArea)
            ),
        ];

    /// <inheritdoc/>
    public override LabelOverlaps FindOverlaps() => LabelOverlaps.Find(this);

    /// <inheritdoc/>
    public override void ReadFeature(int number, PixelWindow window, Span<byte> covered) =>
        Burn(window, [Drawn[number]], covered);

    /// <summary>Finds the features whose bounds meet a window.</summary>
    /// <param name="window">A window of the scene's grid.</param>
    /// <returns>Positions in <see cref="Drawn"/>, in order.</returns>
    public IEnumerable<int> Meeting(PixelWindow window)
    {
        // A polygon may touch pixels beyond its bounds where its edge lies on theirs.
        var reach = AllTouched ? Grown(window, 1) : window;
        return index.Query(Box(reach)).Where(f => Drawn[f].Bounds.Intersect(reach).Area > 0).Order();
    }

    /// <inheritdoc/>
    public override void Read(PixelWindow window, Span<byte> classIndex) =>
        Burn(window, [.. Meeting(window).Select(f => Drawn[f])], classIndex);

    /// <summary>Draws some of the features.</summary>
    /// <param name="window">A window of the scene's grid.</param>
    /// <param name="features">What to draw, in this order.</param>
    /// <param name="classIndex">Height × width, row by row; 255 where nothing is drawn.</param>
    public void Burn(PixelWindow window, IReadOnlyList<LabelFeature> features, Span<byte> classIndex)
    {
        if (!AllTouched)
        {
            BurnWindow(window, features, classIndex);
            return;
        }

        // Which pixels an edge touches depends, by rounding, on where GDAL clips it: whatever the window is, whole blocks of
        // the scene are drawn, so that a pixel has one answer.
        var pixels = new byte[Block * Block];
        foreach (var block in Blocks(window))
        {
            BurnWindow(block, features, pixels);
            var common = block.Intersect(window);
            for (var row = common.Row; row < common.EndRow; row++)
            {
                pixels
                    .AsSpan(((row - block.Row) * Block) + common.Column - block.Column, common.Width)
                    .CopyTo(classIndex[(((row - window.Row) * window.Width) + common.Column - window.Column)..]);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            target?.Dispose();
            foreach (var feature in Drawn)
            {
                feature.Geometry.Dispose();
            }
        }
    }

    private void BurnWindow(PixelWindow window, IReadOnlyList<LabelFeature> features, Span<byte> classIndex)
    {
        if (target?.Height != window.Height || target.Width != window.Width)
        {
            target?.Dispose();
            target = new RasterizeTarget(window.Height, window.Width, AllTouched);
        }

        target.Burn(
            [.. features.Select(f => f.Geometry)],
            [.. features.Select(f => (double)f.ClassIndex)],
            Ignore,
            new PixelMapping(Transform, window.Row, window.Column),
            classIndex
        );
    }

    private static IEnumerable<PixelWindow> Blocks(PixelWindow window)
    {
        for (var row = First(window.Row); row < window.EndRow; row += Block)
        {
            for (var column = First(window.Column); column < window.EndColumn; column += Block)
            {
                yield return new PixelWindow(row, column, Block, Block);
            }
        }

        static int First(int pixel) => (int)Math.Floor((double)pixel / Block) * Block;
    }

    private static PixelWindow Grown(PixelWindow window, int by) =>
        new(window.Row - by, window.Column - by, window.Height + (2 * by), window.Width + (2 * by));

    private static Envelope Box(PixelWindow window) => new(window.Column, window.EndColumn, window.Row, window.EndRow);
}
