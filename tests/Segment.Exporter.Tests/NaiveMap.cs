namespace Segment.Exporter.Tests;

/// <summary>One image's feature map, (C, H, W).</summary>
internal sealed record NaiveMap(int C, int H, int W, double[] Values)
{
    public NaiveMap(int c, int h, int w)
        : this(c, h, w, new double[c * h * w]) { }

    public ref double this[int c, int row, int column] => ref Values[(((c * H) + row) * W) + column];
}
