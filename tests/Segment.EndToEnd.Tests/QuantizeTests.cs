using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.EndToEnd.Tests;

/// <summary>The shipped package in 8-bit integers, on the sample scene.</summary>
public sealed class QuantizeTests
{
    [Fact]
    public void The_shipped_package_is_quantised_and_maps_the_sample_scene_nearly_as_before()
    {
        using var folder = new TemporaryFolder();
        var (scene, labels) = (Checkout.Sample("L7_ETMs.tif"), Checkout.Sample("olinda_training.gpkg"));
        var (chips, package) = (folder.File("chips"), folder.File("olinda.dlpk"));
        var (plain, fast) = (folder.File("plain.tif"), folder.File("fast.tif"));
        Require(["chips", "--scene", scene, "--labels", labels, "--class-value-field", "class", "--out", chips]);

        var quantized = Require([
            "quantize",
            Path.Combine(Checkout.Root, "models", "olinda-light.dlpk"),
            "--chips",
            chips,
            "--out",
            package,
        ]);
        var shown = Require(["models", "show", package]);
        var verified = Require(["models", "verify", package]);
        Require(["classify", "--model", package, "--scene", scene, "--out", plain]);
        var classified = Require([
            "classify",
            "--model",
            package,
            "--scene",
            scene,
            "--out",
            fast,
            "--variant",
            "int8",
        ]);

        Assert.Contains("Mean IoU on the validation pixels: ", quantized, StringComparison.Ordinal);
        Assert.Contains("float32, int8 (mean IoU ", shown, StringComparison.Ordinal);
        Assert.Contains("both graphs give", verified, StringComparison.Ordinal);
        Assert.Contains(" lanes on cpu in int8", classified, StringComparison.Ordinal);
        var (a, b) = (Read(plain), Read(fast));
        Assert.InRange(a.Zip(b, (x, y) => x == y ? 1 : 0).Sum() / (double)a.Length, 0.99, 1);
    }

    [Fact]
    public void A_package_without_the_variant_is_answered_with_how_to_make_it()
    {
        using var folder = new TemporaryFolder();
        var map = folder.File("map.tif");

        var run = Checkout.Run([
            .. new[] { "classify", "--model", "olinda-light", "--scene", Checkout.Sample("L7_ETMs.tif") },
            .. new[] { "--out", map, "--variant", "int8" },
        ]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("holds float32 alone, no int8.", run.Error, StringComparison.Ordinal);
        Assert.Contains("segment quantize ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static string Require(string[] words)
    {
        var run = Checkout.Run(words);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    private static byte[] Read(string path)
    {
        using var map = ClassMap.Open(path);
        var index = new byte[map.Grid.Height * map.Grid.Width];
        map.Read(new PixelWindow(0, 0, map.Grid.Height, map.Grid.Width), index);
        return index;
    }
}
