namespace Segment.Runtime.Layers;

/// <summary>One of the eight symmetries of the square, applied to planes of pixels.</summary>
/// <param name="Index">0–7: bit 2 swaps rows and columns, then bit 1 mirrors the rows, then bit 0 the columns.</param>
internal readonly record struct DihedralView(int Index)
{
    /// <summary>Gets whether heights become widths.</summary>
    public bool Swaps => (Index & 4) != 0;

    private bool MirrorsRows => (Index & 2) != 0;

    private bool MirrorsColumns => (Index & 1) != 0;

    /// <summary>Shows planes in this view.</summary>
    /// <param name="source">The planes (channels, height, width).</param>
    /// <param name="height">Rows of the source.</param>
    /// <param name="width">Columns of the source.</param>
    /// <param name="view">Filled with the planes as seen: (channels, width, height) where <see cref="Swaps"/>.</param>
    public void Show(ReadOnlySpan<float> source, int height, int width, Span<float> view)
    {
        for (var plane = 0; plane < source.Length; plane += height * width)
        {
            for (var row = 0; row < height; row++)
            {
                var (at, step) = Place(row, height, width);
                var line = source.Slice(plane + (row * width), width);
                var target = view.Slice(plane, height * width);
                for (var column = 0; column < width; column++, at += step)
                {
                    target[at] = line[column];
                }
            }
        }
    }

    /// <summary>Turns planes of this view back, and adds them to a sum.</summary>
    /// <param name="view">The planes as <see cref="Show"/> makes them.</param>
    /// <param name="height">Rows of the sum.</param>
    /// <param name="width">Columns of the sum.</param>
    /// <param name="sum">The planes (channels, height, width) that are added to.</param>
    public void AddBack(ReadOnlySpan<float> view, int height, int width, Span<float> sum)
    {
        for (var plane = 0; plane < sum.Length; plane += height * width)
        {
            for (var row = 0; row < height; row++)
            {
                var (at, step) = Place(row, height, width);
                var source = view.Slice(plane, height * width);
                var line = sum.Slice(plane + (row * width), width);
                for (var column = 0; column < width; column++, at += step)
                {
                    line[column] += source[at];
                }
            }
        }
    }

    /// <summary>Finds where a row's first pixel goes in a plane of the view, and how far its next one is from there.</summary>
    private (int At, int Step) Place(int row, int height, int width)
    {
        var (viewHeight, viewWidth) = Swaps ? (width, height) : (height, width);
        var (rowStep, columnStep) = (MirrorsRows ? -viewWidth : viewWidth, MirrorsColumns ? -1 : 1);
        var origin = (MirrorsRows ? (viewHeight - 1) * viewWidth : 0) + (MirrorsColumns ? viewWidth - 1 : 0);
        return Swaps ? (origin + (row * columnStep), rowStep) : (origin + (row * rowStep), columnStep);
    }
}
