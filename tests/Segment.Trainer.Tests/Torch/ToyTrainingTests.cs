using Segment.Networks;
using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.Trainer.Torch;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Segment.Trainer.Tests.Torch;

/// <summary>
/// Every network learns a toy: images whose quarters are of one class or the other, in noise as strong as their difference. The
/// quarters' edges lie on the grid of the coarsest maps that a decoder draws from.
/// </summary>
public class ToyTrainingTests
{
    private const int Bands = 3;
    private const int MostSteps = 300;
    private static readonly ComputeDevice Float32 = new(DeviceType.CPU, BFloat16: false);

    public static TheoryData<string> Decoders => [.. DecoderCatalog.All.Select(d => d.Name)];

    public static TheoryData<string> Encoders => [.. EncoderCatalog.All.Select(e => e.Name)];

    [Fact]
    public void U_net_learns_the_toy() => Learn("unet", "light", 32);

    [Theory]
    [Trait("kind", "slow")]
    [MemberData(nameof(Decoders))]
    public void Every_model_type_learns_the_toy(string modelType) => Learn(modelType, "light", 32);

    [Theory]
    [Trait("kind", "slow")]
    [MemberData(nameof(Encoders))]
    public void Every_backbone_learns_the_toy(string backbone) => Learn("unet", backbone, 64);

    private static void Learn(string modelType, string backbone, int side)
    {
        using var outer = NewDisposeScope();
        using var generator = new Generator(5);
        using var model = new TorchNetwork(SegmentationNetwork.Create(new(modelType, backbone, Bands, 2)), 1, Float32);
        using var optimizer = optim.AdamW(model.parameters(), lr: 1e-3);
        var accuracy = 0.0;
        for (var step = 1; step <= MostSteps && accuracy < 0.99; step++)
        {
            using var scope = NewDisposeScope();
            model.train();
            optimizer.zero_grad();
            var (image, truth) = Batch(4, side, generator);
            F.cross_entropy(model.forward(image), truth).backward();
            optimizer.step();
            accuracy = step % 20 == 0 ? Accuracy(model, side, generator) : accuracy;
        }

        Assert.True(accuracy >= 0.99, $"{modelType} over {backbone}: {accuracy:0.000} after {MostSteps} steps");
    }

    /// <summary>On images that it has not seen, with the running statistics.</summary>
    private static double Accuracy(TorchNetwork model, int side, Generator generator)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        model.eval();
        var (image, truth) = Batch(8, side, generator);
        return model.forward(image).argmax(1).eq(truth).to_type(ScalarType.Float32).mean().item<float>();
    }

    private static (Tensor Image, Tensor Truth) Batch(int count, int side, Generator generator)
    {
        var quarters = randint(0, 2, [count, 2, 2], generator: generator);
        var truth = quarters.repeat_interleave(side / 2, 1).repeat_interleave(side / 2, 2).to_type(ScalarType.Int64);
        var image =
            randn([count, Bands, side, side], generator: generator) + truth.unsqueeze(1).to_type(ScalarType.Float32);
        return (image, truth);
    }
}
