using Segment.Networks;
using Segment.Trainer.Data;
using Segment.Trainer.Options;
using Segment.Trainer.Start;
using Segment.Trainer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Start;

/// <summary>Continuing from a package, on packages that were trained on the toy.</summary>
public sealed class PretrainedModelTests(PretrainedModelTests.TrainedToy toy)
    : IClassFixture<PretrainedModelTests.TrainedToy>
{
    private static readonly ComputeDevice Float32 = new(DeviceType.CPU, BFloat16: false);

    [Fact]
    public void The_package_is_continued_where_it_stood()
    {
        var notices = new List<string>();
        var options = toy.Options("again") with
        {
            MaxEpochs = 1,
            Schedule = new() { LearningRate = 1e-6 },
            ModelType = null,
            BackboneModel = null,
        };
        var result = TrainingRun.Train(
            options with
            {
                Start = new() { PretrainedModel = toy.Package },
            },
            new SilentProgress(),
            notices.Add,
            default
        );
        using var first = ModelPackage.Open(toy.Package);
        using var second = ModelPackage.Open(result.PackagePath);
        Assert.Equal("light", second.Definition.Backbone);
        Assert.Equal(first.Definition.Normalization.Center, second.Definition.Normalization.Center);
        Assert.InRange(second.History.Epochs[0].ValidLoss, 0, (1.2 * first.Metrics.Loss) + 0.02);
        Assert.InRange(second.History.Epochs[0].TrainLoss, 0, (1.5 * first.Metrics.Loss) + 0.1);
        Assert.Contains(
            "Training continues from toy.dlpk (unet over light): 2 of 2 classes are known to it by name. Validation and test are only honest on pixels that it was not trained on.",
            notices
        );
        Assert.Contains("The chips are normalised as in toy.dlpk, for which its weights were made.", notices);
        Assert.Contains("continued from toy.dlpk", second.ReportHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_of_the_batch_do_not_throw_away_what_was_learned()
    {
        using var scope = NewDisposeScope();
        var (network, model, image) = Restored();
        using var owned = model;
        using var frozen = no_grad();
        model.eval();
        var calm = model.forward(image);
        model.train();
        Assert.InRange(((model.forward(image) - calm).norm() / calm.norm()).item<float>(), 0, 0.02);
    }

    [Fact]
    public void Bands_and_classes_are_found_by_name()
    {
        var model = PretrainedModel.Open(toy.Package);
        var network = SegmentationNetwork.Create(model.Spec with { Bands = 3, Classes = 3 });
        var (fresh, notices) = (Fresh(network), new List<string>());
        using var package = ModelPackage.Open(toy.Package);
        var names = package.Definition.Classes.Select(c => c.Name.ToUpperInvariant() + " ").ToList();
        IReadOnlyList<LandCoverClass> classes =
        [
            new(5, names[1], default),
            new(6, "Road", default),
            new(7, names[0], default),
        ];
        BandDefinition[] bands =
        [
            new(2, "Band_3", PixelType.UInt8),
            new(0, "Band_1", PixelType.UInt8),
            new(7, "Band_8", PixelType.UInt8),
        ];
        model.Load(bands, classes, fresh, WeightInitScheme.Auto, notices.Add);
        var known = Known();
        Assert.Equal(known["segmentation_head.0.bias"][1], fresh["segmentation_head.0.bias"][0]);
        Assert.Equal(known["segmentation_head.0.bias"][0], fresh["segmentation_head.0.bias"][2]);
        Assert.Equal(-1, fresh["segmentation_head.0.bias"][1]);
        Assert.Equal(known["segmentation_head.0.weight"][..144], fresh["segmentation_head.0.weight"][288..]);
        Assert.Equal(known["encoder.conv1.weight"][18..27], fresh["encoder.conv1.weight"][..9]);
        Assert.Equal(known["encoder.conv1.weight"][..9], fresh["encoder.conv1.weight"][9..18]);
        Assert.Equal(new float[9], fresh["encoder.conv1.weight"][18..27]);
        Assert.Equal(known["decoder.blocks.2.conv2.1.bias"], fresh["decoder.blocks.2.conv2.1.bias"]);
        Assert.Equal(
            [
                "Training continues from toy.dlpk (unet over light): 2 of 3 classes are known to it by name; new, and starting at random: 'Road'. Validation and test are only honest on pixels that it was not trained on.",
                "toy.dlpk does not know Band_8: what it reads there starts at zero, and is learned.",
                "toy.dlpk also read Band_2, which the chips lack: it begins as if they held their mean everywhere.",
            ],
            notices
        );
    }

    [Fact]
    public void Bands_that_it_does_not_know_at_all_are_refused_with_both_lists()
    {
        var model = PretrainedModel.Open(toy.Package);
        BandDefinition[] bands = [new(8, "Band_9", PixelType.UInt8)];
        var network = SegmentationNetwork.Create(model.Spec with { Bands = 1 });
        var error = Assert.Throws<SegmentDataException>(() =>
            model.Load(bands, Toy.Classes, Fresh(network), WeightInitScheme.Auto, _ => { })
        );
        Assert.StartsWith(
            $"--pretrained-model {toy.Package} reads none of the chips' bands. The chips have Band_9; the package reads Band_1, Band_2, Band_3.",
            error.Message,
            StringComparison.Ordinal
        );
        var fresh = Fresh(network);
        model.Load(bands, Toy.Classes, fresh, WeightInitScheme.AllRandom, _ => { });
        Assert.All(fresh["encoder.conv1.weight"], v => Assert.Equal(-1, v));
    }

    [Fact]
    public void Chips_in_other_units_are_normalised_anew()
    {
        var model = PretrainedModel.Open(toy.Package);
        using var package = ModelPackage.Open(toy.Package);
        var theirs = package.Definition.Normalization;
        var notices = new List<string>();
        NormalizationEstimate Estimate(double factor) =>
            new(
                [0, 1, 2],
                new([.. theirs.Center.Select(c => factor * c)], [.. theirs.Scale.Select(s => factor * s)]),
                [],
                []
            );
        Assert.Equal(theirs, model.Normalize(Estimate(1.1), Toy.Bands(3), notices.Add).Normalization, Same);
        Assert.Equal(
            Estimate(100).Normalization,
            model.Normalize(Estimate(100), Toy.Bands(3), notices.Add).Normalization,
            Same
        );
        Assert.StartsWith(
            "The chips are normalised anew, not as in toy.dlpk: Band_1 is ",
            notices[1],
            StringComparison.Ordinal
        );

        static bool Same(Normalization a, Normalization b) =>
            a.Center.SequenceEqual(b.Center) && a.Scale.SequenceEqual(b.Scale);
    }

    [Theory]
    [InlineData("fpn", null, null, "--model-type is fpn, and the network of --pretrained-model * has unet")]
    [InlineData(
        null,
        "resnet18",
        null,
        "--backbone-model is resnet18, and the network of --pretrained-model * has light"
    )]
    [InlineData(null, null, "1,2", "--pyramid-sizes is 1,2, and the network of --pretrained-model * has none")]
    public void A_contradiction_is_refused(string? modelType, string? backbone, string? sizes, string expected)
    {
        var options = toy.Options("x") with
        {
            ModelType = modelType,
            BackboneModel = backbone,
            PyramidSizes = sizes?.Split(',').Select(int.Parse).ToList(),
            Start = new() { PretrainedModel = toy.Package },
        };
        var error = Assert.Throws<SegmentDataException>(() => new StartingPoint(options, _ => { }));
        Assert.StartsWith(
            expected.Replace("*", toy.Package, StringComparison.Ordinal),
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_problems_of_the_options_are_told_at_once()
    {
        Assert.Equal(
            [
                "--weights is empty (' '): give a file, or leave it out.",
                "--weights and --pretrained-model are both given: a training starts from one of them. Leave one out.",
                "With --pretrained-model, bands are found by their names: --weight-init-scheme can be auto or ALL_RANDOM.",
            ],
            new StartOptions
            {
                Weights = " ",
                PretrainedModel = "x",
                WeightInitScheme = WeightInitScheme.RedBand,
            }.Problems()
        );
        Assert.Equal(
            [
                "--weight-init-scheme says how trained weights are fitted to the bands: give --weights or --pretrained-model too.",
            ],
            new StartOptions { WeightInitScheme = WeightInitScheme.AllRandom }.Problems()
        );
        Assert.Equal(
            ["--pyramid-sizes is for pspnet, pspnet_unet, upernet, and --model-type is unet: leave it out."],
            (toy.Options("x") with { ModelType = null, PyramidSizes = [1, 2] }).Problems()
        );
        Assert.Equal(
            ["--pyramid-sizes: The pyramid sizes are [0]; give 1 to 16 numbers from 1 to 64."],
            (toy.Options("x") with { ModelType = "pspnet", PyramidSizes = [0] }).Problems()
        );
    }

    private (SegmentationNetwork Network, TorchNetwork Model, Tensor Image) Restored()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        var network = SegmentationNetwork.Create(PretrainedModel.Open(toy.Package).Spec);
        var model = new TorchNetwork(network, 1, Float32);
        var items = EpochPlan.Validation(data.Training, 32)[0];
        using var batch = data.Training.Assemble(items, 16, 16, ScalarType.Float32);
        using var start = new StartingPoint(
            toy.Options("x") with
            {
                Start = new() { PretrainedModel = toy.Package },
            },
            _ => { }
        );
        start.Apply(network, model, Toy.Bands(3), Toy.Classes, [batch.Image.clone()]);
        return (network, model, batch.Image.clone());
    }

    private IReadOnlyDictionary<string, float[]> Known()
    {
        using var package = ModelPackage.Open(toy.Package);
        return Exporter.NetworkImporter.Import(SegmentationNetwork.Create(new("unet", "light", 3, 2)), package.Graph);
    }

    private static Dictionary<string, float[]> Fresh(SegmentationNetwork network) =>
        network
            .Declare()
            .Parameters.ToDictionary(
                p => p.Key,
                p => Enumerable.Repeat(-1f, p.Value.Count).ToArray(),
                StringComparer.Ordinal
            );

    /// <summary>A package that was trained on the toy, once for all tests.</summary>
    public sealed class TrainedToy : IDisposable
    {
        private readonly TestFolder folder = new();
        private readonly string chips;

        public TrainedToy()
        {
            chips = ToyScene.Cut(folder);
            Package = TrainingRun.Train(Options("toy"), new SilentProgress(), _ => { }, default).PackagePath;
        }

        public string Package { get; }

        internal TrainOptions Options(string run) =>
            new()
            {
                Chips = chips,
                RunFolder = folder[run],
                ModelType = "unet",
                BackboneModel = "light",
                MaxEpochs = 3,
                Device = TrainingDevice.Cpu,
            };

        public void Dispose() => folder.Dispose();
    }
}
