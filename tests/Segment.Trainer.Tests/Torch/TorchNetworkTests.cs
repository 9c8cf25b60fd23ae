using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Segment.Exporter;
using Segment.Networks;
using Segment.Tests;
using Segment.Trainer.Start;
using Segment.Trainer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Torch;

/// <summary>Every network of the catalogs, as tensors.</summary>
public class TorchNetworkTests
{
    private static readonly ComputeDevice Float32 = new(DeviceType.CPU, BFloat16: false);

    public static TheoryData<string, string> Networks => TestedNetworks.Data;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Torch_and_the_exported_graph_agree(string modelType, string backbone)
    {
        var network = SegmentationNetwork.Create(new(modelType, backbone, 5, 4));
        using var model = new TorchNetwork(network, 3, Float32);
        Unsettle(model);
        var weights = model.Export();
        var normalization = new Normalization([10, 20, 30, 40, 50], [1, 2, 3, 4, 5]);
        var graph = NetworkExporter.Export(network, name => weights[name], normalization);
        using var session = new InferenceSession(graph);
        foreach (var (batch, height, width) in new[] { (1, 64, 64), (2, 64, 96) })
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            model.eval();
            var center = TorchNetwork.PerBand(normalization.Center);
            var scale = TorchNetwork.PerBand(normalization.Scale);
            var raw = (randn(batch, 5, height, width) * scale) + center;
            var expected = model.forward((raw - center) / scale).contiguous();
            using var image = OrtValue.CreateTensorValueFromMemory(Floats(raw).ToArray(), [batch, 5, height, width]);
            using var run = new RunOptions();
            using var outputs = session.Run(run, ["image"], [image], ["logits"]);
            var actual = tensor(outputs[0].GetTensorDataAsSpan<float>().ToArray(), expected.shape);
            var difference = ((actual - expected).norm() / expected.norm()).item<float>();
            Assert.True(difference < 1e-4, $"{modelType}/{backbone}, {batch} x {height} x {width}: {difference}");
        }
    }

    [Theory]
    [InlineData("deeplabv3plus", "light")]
    [InlineData("pspnet_unet", "light")]
    [InlineData("fpn", "densenet121")]
    [InlineData("unet", "vgg11_bn")]
    public void Weights_read_back_from_the_graph_compute_the_same(string modelType, string backbone) =>
        ReadBack(modelType, backbone, side: 32);

    [Theory]
    [Trait("kind", "slow")]
    [MemberData(nameof(Networks))]
    public void Weights_of_every_network_read_back_compute_the_same(string modelType, string backbone) =>
        ReadBack(modelType, backbone, side: 64);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_parameter_gets_a_gradient(string modelType, string backbone)
    {
        using var scope = NewDisposeScope();
        using var model = new TorchNetwork(SegmentationNetwork.Create(new(modelType, backbone, 3, 3)), 1, Float32);
        model.train();
        model.forward(randn(2, 3, 48, 48)).log_softmax(1).narrow(1, 0, 1).sum().backward();
        foreach (var (name, parameter) in model.named_parameters())
        {
            Assert.NotNull(parameter.grad);
            Assert.True(parameter.grad.abs().sum().item<float>() > 0, name);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Any_size_from_8_px_trains(string modelType, string backbone)
    {
        using var model = new TorchNetwork(SegmentationNetwork.Create(new(modelType, backbone, 2, 3)), 1, Float32);
        model.train();
        foreach (var (height, width) in new[] { (8, 8), (10, 10), (17, 33) })
        {
            using var scope = NewDisposeScope();
            Assert.Equal([2, 3, height, width], model.forward(randn(2, 2, height, width)).shape);
        }
    }

    [Fact]
    public void Reduced_precision_trains_and_leaves_weights_and_logits_in_float32()
    {
        using var scope = NewDisposeScope();
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        using var exact = new TorchNetwork(network, 1, Float32);
        using var reduced = new TorchNetwork(network, 1, new ComputeDevice(DeviceType.CPU, BFloat16: true));
        var x = randn(4, 3, 32, 32);
        exact.train();
        reduced.train();
        var (a, b) = (exact.forward(x), reduced.forward(x));
        Assert.Equal(ScalarType.Float32, b.dtype);
        Assert.InRange(((a - b).norm() / a.norm()).item<float>(), 1e-6f, 0.1f);
        b.sum().backward();
        Assert.All(reduced.parameters(), p => Assert.Equal(ScalarType.Float32, p.grad!.dtype));
        exact.eval();
        reduced.eval();
        reduced.Import(exact.Export());
        Assert.True(exact.forward(x).equal(reduced.forward(x)).all().item<bool>());
    }

    [Fact]
    public void Weights_go_out_and_in_unchanged()
    {
        var network = SegmentationNetwork.Create(new("unet", "resnet18", 3, 2));
        using var first = new TorchNetwork(network, 1, Float32);
        using var second = new TorchNetwork(network, 2, Float32);
        var weights = first.Export();
        Assert.NotEqual(weights["encoder.conv1.weight"], second.Export()["encoder.conv1.weight"]);
        second.Import(weights);
        Assert.All(second.Export(), w => Assert.Equal(weights[w.Key], w.Value));
        Assert.Equal(network.Declare().Parameters.Keys.Order(), weights.Keys.Order());
        weights.Remove("encoder.conv1.weight");
        Assert.Throws<ArgumentException>(() => second.Import(weights));
    }

    [Fact]
    public void The_seed_decides_the_first_weights()
    {
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        using var first = new TorchNetwork(network, 7, Float32);
        using var again = new TorchNetwork(network, 7, Float32);
        Assert.All(first.Export(), w => Assert.Equal(w.Value, again.Export()[w.Key]));
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        var learned = network.Declare().Parameters.Values.Count(p => p.IsLearned);
        var left = TensorCount.LeftBy(
            learned,
            () =>
            {
                using var model = new TorchNetwork(network, 1, Float32);
                _ = model.Export();
                model.Import(model.Export());
                _ = model.Logits(new float[3 * 16 * 16], 16, 16, new Normalization([0, 0, 0], [1, 1, 1]));
                model.train();
                using var scope = NewDisposeScope();
                model.forward(ones(2, 3, 16, 16)).sum().backward();
            }
        );
        Assert.Equal(0, left);
    }

    private static void ReadBack(string modelType, string backbone, int side)
    {
        var network = SegmentationNetwork.Create(new(modelType, backbone, 5, 4));
        using var model = new TorchNetwork(network, 3, Float32);
        Unsettle(model);
        var weights = model.Export();
        var graph = NetworkExporter.Export(network, name => weights[name], new([0, 0, 0, 0, 0], [1, 1, 1, 1, 1]));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        model.eval();
        var image = randn(2, 5, side, side);
        var expected = model.forward(image);
        model.Import(NetworkImporter.Import(network, graph));
        Assert.InRange(((model.forward(image) - expected).norm() / expected.norm()).item<float>(), 0, 1e-4);
        NormStatistics.Restore(network, model, [image.clone(), randn(2, 5, side, side)]);
        Assert.InRange(((model.forward(image) - expected).norm() / expected.norm()).item<float>(), 0, 1e-4);
    }

    /// <summary>Gives the batch norms statistics and parameters that matter.</summary>
    private static void Unsettle(TorchNetwork model)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, value) in model.Values.Where(v => v.Value.dim() == 1))
        {
            value.copy_(
                name.EndsWith("running_var", StringComparison.Ordinal)
                    ? rand(value.shape) + 0.5
                    : randn(value.shape) * 0.3 + 0.8
            );
        }
    }

    private static ReadOnlySpan<float> Floats(Tensor x) => MemoryMarshal.Cast<byte, float>(x.contiguous().bytes);
}
