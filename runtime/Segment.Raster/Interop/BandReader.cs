namespace Segment.Raster.Interop;

internal sealed class BandReader
{
    public BandReader(string path, DatasetHandle dataset) => throw new NotSupportedException();

    public IReadOnlyList<RasterBand> Bands => throw new NotSupportedException();
    public bool HasNoData => throw new NotSupportedException();

    public void Read(PixelWindow window, int height, int width, ReadOnlySpan<int> bands, Span<float> samples) =>
        throw new NotSupportedException();
}
