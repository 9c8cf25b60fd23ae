using Segment.PackageFormat.Tests;
using Segment.Raster.Tests.Broken;

namespace Segment.Raster.Tests.Hostile;

/// <summary>Damaged rasters are read or answered in our own words, soon.</summary>
public sealed class RasterFuzzTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("plain", "")]
    [InlineData("deflated", "COMPRESS=DEFLATE PREDICTOR=2")]
    [InlineData("tiled", "TILED=YES COMPRESS=LZW BLOCKXSIZE=16 BLOCKYSIZE=16")]
    [InlineData("packed", "COMPRESS=PACKBITS INTERLEAVE=BAND")]
    public void TIFFs(string name, string options)
    {
        var sound = BrokenScenes.Tiff(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Fuzz.Run(
            150,
            seed: name.Length * 1000,
            random => Read($"{name}.tif", Fuzz.Damaged(Fuzz.Damaged(sound, random), random))
        );
    }

    [Fact]
    public void Virtual_rasters()
    {
        File.WriteAllBytes(folder["own.tif"], BrokenScenes.Tiff([]));
        var sound =
            """
            <VRTDataset rasterXSize="40" rasterYSize="40"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>
            <SourceFilename relativeToVRT="1">own.tif</SourceFilename><SourceBand>1</SourceBand>
            <SrcRect xOff="0" yOff="0" xSize="40" ySize="40"/><DstRect xOff="0" yOff="0" xSize="40" ySize="40"/>
            </SimpleSource></VRTRasterBand></VRTDataset>
            """u8.ToArray();

        Fuzz.Run(200, seed: 9000, random => Read("x.vrt", Fuzz.Damaged(sound, random)));
    }

    private void Read(string file, byte[] bytes)
    {
        File.WriteAllBytes(folder[file], bytes);
        using var source = RasterSource.Open(folder[file]);
        int[] bands = [.. Enumerable.Range(0, Math.Min(3, source.Bands.Count))];
        var window = new PixelWindow(source.Height / 2, 0, 64, 64).Intersect(source.Grid.Extent);
        source.Read(window, bands, new float[bands.Length * window.Area]);
    }
}
