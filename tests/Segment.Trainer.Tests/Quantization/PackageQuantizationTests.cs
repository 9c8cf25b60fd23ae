using Segment.CommandLine;
using Segment.Trainer.Quantization;

namespace Segment.Trainer.Tests.Quantization;

/// <summary>From a trained package and its chips to the package with a variant in 8 bits.</summary>
public class PackageQuantizationTests(TrainedToy toy) : IClassFixture<TrainedToy>
{
    [Fact]
    public void The_variant_is_added_and_nothing_else_is_changed()
    {
        using var folder = new TestFolder();
        var (package, chips) = Trained(folder);
        var before = ModelPackage.ReadContents(package);

        var result = Run(package, chips);

        var after = ModelPackage.ReadContents(package);
        Assert.Equal(package, result.Package);
        Assert.Equal(before.Graph, after.Graph);
        Assert.Equal(before.Definition.ToJson(), after.Definition.ToJson());
        Assert.Equal(before.ExtraFiles.Keys.Order(), after.ExtraFiles.Keys.Order());
        Assert.NotNull(after.Int8);
        Assert.True(after.Int8.Graph.Length < after.Graph.Length / 3);
        Assert.Equal(result.Metrics.ToJson(), after.Int8.Metrics.ToJson());
        Assert.InRange(result.Metrics.Agreement, 0.95, 1);
        Assert.InRange(result.Metrics.MeanIoUChange, -Int8Metrics.GreatestLoss, 0.05);
        var validation = before.Metrics.ConfusionMatrix.Sum(row => row.Sum());
        Assert.Equal(validation, result.Metrics.ConfusionMatrix.Sum(row => row.Sum()));
        Assert.Equal(before.Metrics.MeanIoU, result.Metrics.MeanIoU - result.Metrics.MeanIoUChange, 1);
    }

    [Fact]
    public void Another_name_leaves_the_package_as_it_was_and_a_second_time_gives_the_same_bytes()
    {
        using var folder = new TestFolder();
        var (package, chips) = Trained(folder);
        var bytes = File.ReadAllBytes(package);

        _ = Run(package, chips, folder["a.dlpk"]);
        _ = Run(folder["a.dlpk"], chips, folder["b.dlpk"]);

        Assert.Equal(bytes, File.ReadAllBytes(package));
        Assert.Equal(File.ReadAllBytes(folder["a.dlpk"]), File.ReadAllBytes(folder["b.dlpk"]));
    }

    [Fact]
    public void Chips_of_another_training_are_refused()
    {
        using var folder = new TestFolder();
        var (package, _) = Trained(folder);
        using var elsewhere = new TestFolder();
        var bands = ToyScene.Cut(elsewhere, bands: 4);
        using var other = new TestFolder();
        var labels = ToyScene.Cut(other, label: (r, c) => r % 9 == 0 ? (byte)255 : Toy.Label(r, c));

        Assert.Contains(
            "have 4 bands, and the package toy was trained on chips of 3.",
            Refused(package, bands),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            $"The chips in {labels} are not those that {package} was trained on: its split (split.json) names others, or other labels.",
            Refused(package, labels),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_package_that_does_not_know_its_split_is_refused()
    {
        using var folder = new TestFolder();
        var (package, chips) = Trained(folder);
        ModelPackage.Write(
            package,
            ModelPackage.ReadContents(package) with
            {
                ExtraFiles = new Dictionary<string, byte[]>(StringComparer.Ordinal),
            }
        );

        Assert.Contains(
            "does not say which chips trained and which validated: it holds no split.json.",
            Refused(package, chips),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_loss_of_more_than_half_a_point_is_refused_and_names_the_class_that_lost_most()
    {
        var before = ConfusionMatrix.FromRows([
            [100, 0],
            [0, 100],
        ]);
        var little = ConfusionMatrix.FromRows([
            [1000, 2],
            [2, 1000],
        ]);
        var much = ConfusionMatrix.FromRows([
            [98, 2],
            [1, 99],
        ]);

        PackageQuantization.Require(Int8Metrics.From(before, little, 1, Toy.Classes, 1, ["head"]), "toy");
        var e = Assert.Throws<SegmentDataException>(() =>
            PackageQuantization.Require(Int8Metrics.From(before, much, 0.98, Toy.Classes, 1, ["head"]), "toy")
        );

        Assert.StartsWith(
            "toy loses 2.96 points of mean IoU on its validation pixels in 8-bit integers; up to 0.5 are allowed. The class 1 (Water) loses "
                + "most, 2.97 points. Nothing was written. Classify with float32, or train ",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Options_are_checked_together()
    {
        var options = new QuantizeOptions
        {
            Package = "a.dlpk",
            Chips = "chips",
            Out = "a.onnx",
            IgnoreValue = -1,
        };

        Assert.Equal(
            ["--out is 'a.onnx': a package's name ends with .dlpk.", "--ignore-value is -1: give 0–65535."],
            options.Problems()
        );
    }

    /// <summary>A copy of the trained package, and the chips of its training.</summary>
    private (string Package, string Chips) Trained(TestFolder folder)
    {
        File.Copy(toy.Package, folder["toy.dlpk"]);
        return (folder["toy.dlpk"], toy.Chips);
    }

    private static QuantizeResult Run(string package, string chips, string? path = null) =>
        PackageQuantization.Run(
            new QuantizeOptions
            {
                Package = package,
                Chips = chips,
                Out = path,
            },
            new Silent(),
            _ => { },
            default
        );

    private static string Refused(string package, string chips)
    {
        var bytes = File.ReadAllBytes(package);
        var e = Assert.Throws<SegmentDataException>(() => Run(package, chips));
        Assert.Equal(bytes, File.ReadAllBytes(package));
        return e.Message;
    }

    private sealed class Silent : IStageProgress
    {
        public void Stage(string name) { }

        public void Report(double value) { }
    }
}
