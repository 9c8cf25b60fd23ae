using NetTopologySuite.Geometries;

namespace Segment.Raster.Features;

/// <summary>
/// Gives neighbours the same vertices. A traced polygon has vertices at its own corners only; where two others meet
/// halfway along its edge it has none, and the common edges would not be recognised as such.
/// </summary>
/// <param name="grid">The map's grid, whose pixels' corners hold all vertices.</param>
internal sealed class CommonNodes(GridGeometry grid)
{
    private readonly GeoTransform transform = grid.Transform ?? GeoTransform.PixelSpace;
    private readonly PixelMapping mapping = new(grid.Transform ?? GeoTransform.PixelSpace);
    private readonly HashSet<(int Column, int Row)> corners = [];

    /// <summary>Notes a polygon's corners.</summary>
    /// <param name="polygon">The polygon.</param>
    public void Note(Polygon polygon) => corners.UnionWith(polygon.Coordinates.Select(Corner));

    /// <summary>Adds the corners that others have along this polygon's edges.</summary>
    /// <param name="polygon">The polygon.</param>
    /// <returns>The same area with more vertices.</returns>
    public Polygon Complete(Polygon polygon) =>
        new(Complete(polygon.Shell), [.. polygon.Holes.Select(Complete)], polygon.Factory);

    private LinearRing Complete(LinearRing ring)
    {
        var vertices = ring.Coordinates;
        List<Coordinate> all = [vertices[0]];
        for (var i = 1; i < vertices.Length; i++)
        {
            var (from, to) = (Corner(vertices[i - 1]), Corner(vertices[i]));
            var (across, down) = (Math.Sign(to.Column - from.Column), Math.Sign(to.Row - from.Row));
            for (var at = (Column: from.Column + across, Row: from.Row + down); at != to; )
            {
                if (corners.Contains(at))
                {
                    all.Add(Place(at));
                }

                at = (at.Column + across, at.Row + down);
            }

            all.Add(Place(to));
        }

        // Computed alike for both sides of an edge, so that the two are equal to the last bit.
        all[0] = Place(Corner(vertices[0]));
        return ring.Factory.CreateLinearRing([.. all]);
    }

    private (int Column, int Row) Corner(Coordinate place)
    {
        var (column, row) = mapping.ToPixel(place.X, place.Y);
        return ((int)Math.Round(column), (int)Math.Round(row));
    }

    private Coordinate Place((int Column, int Row) corner)
    {
        var at = transform.At(corner.Row, corner.Column);
        return new Coordinate(at.OriginX, at.OriginY);
    }
}
