namespace Segment.PackageFormat.Tests;

public sealed class Int8VariantTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static ConfusionMatrix Worse => Samples.Worse;

    private static Int8Metrics Metrics => Samples.Int8Metrics;

    private static Int8Variant Variant =>
        new(Graphs.Sound(Samples.Definition), [.. Samples.Golden.Logits.Select(v => v + 0.1f)], Metrics);

    private static PackageContents Contents => Samples.Contents with { Int8 = Variant };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_variant_read_back_is_what_was_written_beside_the_unchanged_graph()
    {
        ModelPackage.Write(folder["olinda.dlpk"], Contents);
        using var package = ModelPackage.Open(folder["olinda.dlpk"]);

        Assert.Equal(Samples.Contents.Graph, package.Graph.ToArray());
        Assert.Equal(Variant.Graph, package.Int8!.Graph);
        Assert.Equal(Variant.Logits, package.Int8.Logits);
        Assert.Equal(Metrics.ToJson(), package.Int8.Metrics.ToJson());
        Assert.Equal(
            ["int8/logits.f32", "int8/metrics.json", "int8/model.onnx"],
            package.EntryNames.Where(n => n.StartsWith("int8/", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_package_without_one_says_so()
    {
        ModelPackage.Write(folder["olinda.dlpk"], Samples.Contents);

        using var package = ModelPackage.Open(folder["olinda.dlpk"]);

        Assert.Null(package.Int8);
    }

    [Fact]
    public void A_package_read_whole_and_written_again_has_the_same_bytes()
    {
        ModelPackage.Write(folder["a.dlpk"], Contents);

        ModelPackage.Write(folder["b.dlpk"], ModelPackage.ReadContents(folder["a.dlpk"]));

        Assert.Equal(File.ReadAllBytes(folder["a.dlpk"]), File.ReadAllBytes(folder["b.dlpk"]));
        Assert.True(ModelPackage.ReadContents(folder["a.dlpk"]).ExtraFiles.ContainsKey("LICENSE.txt"));
    }

    [Fact]
    public void The_metrics_tell_what_each_class_lost()
    {
        var metrics = Metrics;

        Assert.Equal(Worse.MeanIoU - Samples.Matrix.MeanIoU, metrics.MeanIoUChange, 12);
        Assert.Equal(
            [49 / 57.0 - (50 / 57.0), 90 / 101.0 - (90 / 100.0), 0],
            metrics.Classes.Select(c => c.Change!.Value),
            Near
        );
        Assert.Equal("Sea", metrics.Worst!.Name);
        Assert.Null(Int8Metrics.From(Worse, Worse, 1, Samples.Classes, 1, []).Worst);
    }

    [Theory]
    [InlineData("int8/model.onnx")]
    [InlineData("int8/logits.f32")]
    [InlineData("int8/metrics.json")]
    public void A_variant_that_is_damaged_or_not_whole_is_refused(string entry)
    {
        ModelPackage.Write(folder["a.dlpk"], Contents);
        var entries = Zips.Entries(folder["a.dlpk"]);
        Zips.Write(folder["b.dlpk"], entries.Where(e => e.Key != entry));
        entries[entry][entries[entry].Length / 2] ^= 1;
        Zips.Write(folder["c.dlpk"], entries, checksums: false);

        var missing = Assert.Throws<SegmentDataException>(() => ModelPackage.Open(folder["b.dlpk"]));
        var damaged = Assert.Throws<SegmentDataException>(() => ModelPackage.Open(folder["c.dlpk"]));

        Assert.Contains($"'{entry}' is missing", missing.Message, StringComparison.Ordinal);
        Assert.Contains($"The entry '{entry}' was changed or damaged", damaged.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Int8Variant, string> Unsound =>
        new()
        {
            {
                Variant with
                {
                    Metrics = Metrics with { MeanIoUChange = 0 },
                },
                "int8/metrics.json: The changes of IoU do not follow from the two confusion matrices."
            },
            {
                Variant with
                {
                    Metrics = Metrics with { Agreement = 1.5 },
                },
                "int8/metrics.json: Layout version 1, 12 calibration chips and an agreement of 1.5 are not possible."
            },
            {
                Variant with
                {
                    Metrics = Metrics with
                    {
                        ConfusionMatrix =
                        [
                            [1],
                        ],
                    },
                },
                "int8/metrics.json: The confusion matrix is not 3 × 3, as 3 classes need."
            },
            {
                Variant with
                {
                    Metrics = Int8Metrics.From(Samples.Matrix, Worse, 1, [.. Samples.Classes.Reverse()], 1, []),
                },
                "The classes of int8/metrics.json are not those of the definition."
            },
            {
                Variant with
                {
                    Logits = [1],
                },
                "int8/logits.f32 does not hold 384 finite numbers, as the golden window needs."
            },
            {
                Variant with
                {
                    Graph = [1, 2, 3],
                },
                "int8/model.onnx: The graph is not an ONNX model: Protocol message contained an invalid tag (zero)."
            },
        };

    [Theory]
    [MemberData(nameof(Unsound), DisableDiscoveryEnumeration = true)]
    public void An_unsound_variant_is_not_written(Int8Variant variant, string problem)
    {
        var e = Assert.Throws<SegmentDataException>(() =>
            ModelPackage.Write(folder["a.dlpk"], Samples.Contents with { Int8 = variant })
        );

        Assert.Equal($"The package '{folder["a.dlpk"]}' is not written. {problem}", e.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
}
