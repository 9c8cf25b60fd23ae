namespace Segment.EndToEnd.Tests;

public sealed class CommandTests
{
    [Fact]
    public void The_shipped_package_is_sound_and_maps_the_sample_scene_at_once()
    {
        using var folder = new TemporaryFolder();
        var map = folder.File("map.tif");

        var verified = Checkout.Run("models", "verify", "olinda-light");
        var classified = Checkout.Run([
            "classify",
            "--model",
            "olinda-light",
            "--scene",
            Checkout.Sample("L7_ETMs.tif"),
            "--out",
            map,
        ]);
        var assessed = Checkout.Run([
            "assess",
            "report",
            "--map",
            map,
            "--reference",
            Checkout.Sample("olinda_assessment.gpkg"),
            "--class-value-field",
            "class",
        ]);

        Assert.True(verified.ExitCode == 0, verified.Error);
        Assert.True(classified.ExitCode == 0, classified.Error);
        Assert.True(assessed.ExitCode == 0, assessed.Error);
        Assert.Contains("Sound:", verified.Output, StringComparison.Ordinal);
        Assert.Matches("Accuracy (8[89]|9[0-9])\\.[0-9] %", assessed.Output);
    }

    [Fact]
    public void A_truncated_package_is_refused_and_no_map_is_left()
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(Path.Combine(Checkout.Root, "models", "olinda-light.dlpk"));
        var cut = folder.File("cut.dlpk");
        File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);
        var map = folder.File("map.tif");

        var run = Checkout.Run("classify", "--model", cut, "--scene", Checkout.Sample("L7_ETMs.tif"), "--out", map);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("cut.dlpk", run.Error, StringComparison.Ordinal);
        Assert.Equal([cut], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_package_becomes_a_single_file_for_Deepness()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("olinda.onnx");

        var run = Checkout.Run("models", "convert", "olinda-light", "--to", "deepness", "--out", file);

        Assert.True(run.ExitCode == 0, run.Error);
        var model = PackageFormat.Onnx.ModelProto.Parser.ParseFrom(File.ReadAllBytes(file));
        Assert.Contains(model.MetadataProps, p => p is { Key: "model_type", Value: "\"Segmentor\"" });
        Assert.Contains(model.MetadataProps, p => p.Key == "tile_size");
        Assert.Contains(model.MetadataProps, p => p.Key == "tiles_size");
    }

    [Fact]
    public void A_field_that_is_not_there_is_answered_with_those_that_are()
    {
        using var folder = new TemporaryFolder();

        var run = Checkout.Run([
            .. new[] { "chips", "--scene", Checkout.Sample("L7_ETMs.tif") },
            .. new[] { "--labels", Checkout.Sample("olinda_training.gpkg") },
            .. new[] { "--class-value-field", "klass", "--out", folder.File("chips") },
        ]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("klass", run.Error, StringComparison.Ordinal);
        Assert.Contains("classname", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("chips")));
    }
}
