namespace Segment.Runtime.Assessment;

/// <summary>Tells which places keep a least distance from those taken so far.</summary>
/// <param name="distance">The distance, in map units; 0 takes all.</param>
internal sealed class Spacing(double distance)
{
    private readonly Dictionary<(long, long), List<(double X, double Y)>> taken = [];

    /// <summary>Takes a place, unless it lies too near to one taken before.</summary>
    /// <param name="x">Map x.</param>
    /// <param name="y">Map y.</param>
    /// <returns>Whether it is taken.</returns>
    public bool TryTake(double x, double y)
    {
        if (distance == 0)
        {
            return true;
        }

        var (column, row) = ((long)Math.Floor(x / distance), (long)Math.Floor(y / distance));
        for (var r = row - 1; r <= row + 1; r++)
        {
            for (var c = column - 1; c <= column + 1; c++)
            {
                if (taken.TryGetValue((c, r), out var near) && near.Exists(p => IsNear(p.X - x, p.Y - y)))
                {
                    return false;
                }
            }
        }

        if (!taken.TryGetValue((column, row), out var cell))
        {
            taken.Add((column, row), cell = []);
        }

        cell.Add((x, y));
        return true;
    }

    private bool IsNear(double dx, double dy) => (dx * dx) + (dy * dy) < distance * distance;
}
