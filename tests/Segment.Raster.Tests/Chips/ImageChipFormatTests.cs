using Segment.Raster.Chips;
using Segment.Raster.Chips.Formats;

namespace Segment.Raster.Tests.Chips;

public sealed class ImageChipFormatTests : IDisposable
{
    private readonly CutScene scene = new();

    public static TheoryData<string> Lossless => [.. ImageChipFormats.All.Where(f => f.IsLossless).Select(f => f.Name)];

    public void Dispose() => scene.Dispose();

    [Theory]
    [MemberData(nameof(Lossless))]
    public void Samples_and_place_come_back_as_they_were(string name)
    {
        var format = ImageChipFormats.TryFind(name)!;
        var options = Options(3) with { ImageChipFormat = name.ToLowerInvariant() };
        var chips = ChipFolder.Open(scene.Export(options).Folder);
        using var source = RasterSource.Open(options.Scenes[0]);
        var expected = new float[3 * 100];
        source.Read(new PixelWindow(10, 20, 10, 10), [0, 1, 2], expected);

        Assert.Equal(format.Extension, Path.GetExtension(chips.Chips[0].ImagePath));
        Assert.Equal(expected, chips.Read(chips.Chips[0]).Samples);
        using var chip = RasterSource.Open(chips.Chips[0].ImagePath);
        Assert.Equal(TestRaster.NorthUp.At(10, 20), chip.Grid.Transform);
        Assert.True(CrsComparison.Same(source.Grid.CrsWkt, chip.Grid.CrsWkt));
    }

    [Theory]
    [InlineData("JPEG", 3, "JPEG holds samples of the types uint8, and the scene's are uint16")]
    [InlineData("PNG", 2, "PNG holds 1 or 3 bands, and the scene has 2")]
    public void A_format_that_cannot_hold_the_samples_is_refused_with_the_reason(string name, int bands, string reason)
    {
        var e = Assert.Throws<SegmentDataException>(() => scene.Export(Options(bands) with { ImageChipFormat = name }));
        Assert.Equal(
            $"--image-chip-format {name} does not fit: {reason}. Give --image-chip-format TIFF, which holds everything.",
            e.Message
        );
    }

    private ChipExportOptions Options(int bands) =>
        scene.Options(CutScene.Square(1, 12, 22, 4, 4)) with
        {
            Scenes = [scene.Scene($"scene{bands}.tif", bands: bands)],
        };
}
