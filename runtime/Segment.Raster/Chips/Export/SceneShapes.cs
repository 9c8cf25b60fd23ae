using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.IO;
using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips.Export;

/// <summary>The features that were drawn, as geometries in the scene's pixels.</summary>
internal sealed class SceneShapes
{
    private readonly STRtree<int> index = new();
    private readonly List<(Geometry Shape, byte ClassIndex)> shapes = [];
    private readonly double pixelArea;

    /// <summary>Takes over the features of drawn labels.</summary>
    /// <param name="labels">The labels.</param>
    public SceneShapes(VectorLabels labels)
    {
        pixelArea = labels.Transform.PixelArea;
        var mapping = new PixelMapping(labels.Transform);
        foreach (var (order, feature) in labels.Drawn.Index())
        {
            var shape = ToPixels(feature.Geometry, mapping);
            shapes.Add((shape, feature.ClassIndex));
            index.Insert(shape.EnvelopeInternal, order);
        }

        index.Build();
    }

    /// <summary>Gets the class and the bounds of each feature, in the scene's pixels.</summary>
    public IEnumerable<(byte ClassIndex, Envelope Bounds)> All =>
        shapes.Select(s => (s.ClassIndex, s.Shape.EnvelopeInternal));

    /// <summary>Turns a geometry into one of the scene's pixels, mended where its rings cross.</summary>
    /// <param name="geometry">In map space.</param>
    /// <param name="mapping">From map space to the scene's pixels.</param>
    /// <returns>The geometry.</returns>
    public static Geometry ToPixels(OgrGeometryHandle geometry, PixelMapping mapping)
    {
        var shape = new WKBReader().Read(geometry.ToWkb());
        shape.Apply(new Step(mapping));
        shape.GeometryChanged();
        return shape.IsValid ? shape : GeometryFixer.Fix(shape);
    }

    /// <summary>Finds the features of which enough lies in a chip.</summary>
    /// <param name="cut">The chip.</param>
    /// <param name="leastShare">The least share of a feature that must lie in it; 0 takes all that touch it.</param>
    /// <returns>The features, in the order they are drawn in; those that mean <em>ignore</em> whatever their share.</returns>
    public IReadOnlyList<ChipObject> In(ChipCut cut, double leastShare)
    {
        var outline = cut.Outline();
        var found = index.Query(outline.EnvelopeInternal);
        return found.Count == 0
            ? []
            : [.. found.Order().Select(f => Part(f, outline, cut, leastShare)).OfType<ChipObject>()];
    }

    private ChipObject? Part(int feature, Polygon outline, ChipCut cut, double leastShare)
    {
        var (shape, classIndex) = shapes[feature];
        var isInside = !cut.IsTurned && outline.EnvelopeInternal.Contains(shape.EnvelopeInternal);
        var part = isInside ? shape : shape.Intersection(outline);
        var least = classIndex == LabelSource.Ignore ? 0 : leastShare * shape.Area;
        if (part.IsEmpty || (shape.Area > 0 && (part.Area == 0 || part.Area < least)))
        {
            return null;
        }

        var chip = new PixelMapping(cut.InScene);
        var box = new Envelope();
        foreach (var corner in part.Coordinates)
        {
            var (column, row) = chip.ToPixel(corner.X, corner.Y);
            box.ExpandToInclude(column, row);
        }

        return new ChipObject(classIndex, box, part.Area * pixelArea, feature);
    }

    private sealed class Step(PixelMapping mapping) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var (column, row) = mapping.ToPixel(sequence.GetX(i), sequence.GetY(i));
            sequence.SetX(i, column);
            sequence.SetY(i, row);
        }
    }
}
