using Segment.Raster.Maps;
using Segment.Runtime.Models;

namespace Segment.Runtime.Tests.Models;

/// <summary>The same maps from a GPU, where this machine has one and the build has ONNX Runtime with CUDA.</summary>
public sealed class CudaTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("kind", "gpu")]
    public void A_map_from_cuda_agrees_with_that_from_the_cpu_and_the_report_names_cuda()
    {
        var options = Options(TestPackage.Network(folder["light.dlpk"])) with { Layers = ExtraLayers.Confidence };
        var cpu = ClassifiedMap.Classify(options with { OutPath = folder["cpu.tif"], Device = InferenceDevice.Cpu });

        var result = Classifier.Run(options);

        Assert.Equal(("cuda", 2, 25), (result.Device, result.Lanes, result.BatchSize));
        var cuda = ClassifiedMap.Read(options.OutPath);
        Assert.InRange(cuda.Zip(cpu).Count(pair => pair.First != pair.Second), 0, cpu.Length / 1000);
    }

    [Fact]
    [Trait("kind", "gpu")]
    public void Logits_come_back_where_they_are_needed()
    {
        var options = Options(TestPackage.Network(folder["light.dlpk"])) with
        {
            Layers = ExtraLayers.Probabilities,
            Blend = TileBlending.Hann,
        };
        var cpu = ClassifiedMap.Classify(options with { OutPath = folder["cpu.tif"], Device = InferenceDevice.Cpu });

        var cuda = ClassifiedMap.Classify(options);

        Assert.InRange(cuda.Zip(cpu).Count(pair => pair.First != pair.Second), 0, cpu.Length / 1000);
    }

    [Fact]
    [Trait("kind", "gpu")]
    public void Tiles_lie_in_pinned_memory()
    {
        var notices = new List<string>();
        using var model = InferenceModel.Open(
            TestPackage.Network(folder["light.dlpk"]),
            InferenceDevice.Cuda,
            notices.Add
        );

        Assert.Empty(notices);
        Assert.True(model.HasShortAnswers);
        Assert.NotSame(HostMemory.Ordinary, model.Memory);
    }

    [Fact]
    [Trait("kind", "gpu")]
    public void A_batch_that_the_memory_does_not_hold_is_halved()
    {
        var options = Options(TestPackage.Network(folder["resnet.dlpk"], backbone: "resnet18")) with
        {
            TileSize = 4096,
            BatchSize = 64,
            MemoryLimit = 1L << 40,
        };

        var result = Classifier.Run(options);

        Assert.InRange(result.BatchSize, 1, 63);
    }

    private ClassifyOptions Options(string package)
    {
        var scene = new TestScene(700, 900) { NoData = 0 };
        return new ClassifyOptions
        {
            ModelPath = package,
            ScenePath = scene.Write(folder["a.img"], scene.Samples(3, 5)),
            OutPath = folder["map.tif"],
            TileSize = 256,
            Device = InferenceDevice.Cuda,
        };
    }
}
