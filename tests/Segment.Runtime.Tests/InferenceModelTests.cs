using Microsoft.ML.OnnxRuntime;
using Segment.Runtime.Models;

namespace Segment.Runtime.Tests;

public sealed class InferenceModelTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_sound_package_runs()
    {
        using var model = InferenceModel.Open(TestPackage.BrightestBand(folder["a.dlpk"]), InferenceDevice.Cpu);

        var logits = model.Logits(4, 4, [.. Enumerable.Range(0, 48).Select(i => (float)i)]);

        Assert.Equal(Enumerable.Range(0, 48).Select(i => (float)i), logits);
        Assert.Equal(InferenceDevice.Cpu, model.Device);
    }

    [Fact]
    public void A_graph_that_gives_other_logits_than_recorded_is_refused()
    {
        var path = folder["a.dlpk"];
        var definition = TestPackage.Definition(path, 2, 2, new Normalization([0, 0], [1, 1]));
        TestPackage.Write(path, definition, TestPackage.Pointwise(2, 2, [1, 0, 0, 1]), goldenShift: 2);

        var thrown = Assert.Throws<SegmentDataException>(() => InferenceModel.Open(path, InferenceDevice.Cpu));

        Assert.StartsWith(
            $"{path}: the package's graph gives other logits than when it was made: they differ by 1.",
            thrown.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "at most 1.0e-3 is allowed. Export the package again.",
            thrown.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_changed_package_is_refused_before_its_graph_is_loaded()
    {
        var path = TestPackage.BrightestBand(folder["a.dlpk"]);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var thrown = Assert.Throws<SegmentDataException>(() => InferenceModel.Open(path, InferenceDevice.Cpu));

        Assert.StartsWith($"The package '{path}' cannot be used.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_CUDA_auto_takes_the_CPU_and_says_so_and_cuda_is_an_error()
    {
        Assert.SkipWhen(
            OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"),
            "ONNX Runtime has CUDA here."
        );
        var path = TestPackage.BrightestBand(folder["a.dlpk"]);
        var notices = new List<string>();
        using var model = InferenceModel.Open(path, InferenceDevice.Auto, notices.Add);

        var thrown = Assert.Throws<SegmentEnvironmentException>(() => InferenceModel.Open(path, InferenceDevice.Cuda));

        const string Reason =
            "this build has ONNX Runtime without CUDA: libonnxruntime_providers_cuda.so is not there (building with -p:Accelerator=cuda takes the one with it)";
        Assert.Equal([$"The network runs on the CPU, because {Reason}."], notices);
        Assert.Equal(InferenceDevice.Cpu, model.Device);
        Assert.Equal(
            $"The device cuda was asked for, but {Reason}. Use the device cpu or auto, or mend the cause.",
            thrown.Message
        );
    }

    [Fact]
    public void A_graph_that_ONNX_Runtime_refuses_is_an_error_of_the_package()
    {
        var path = folder["a.dlpk"];
        var good = TestPackage.Pointwise(2, 2, [1, 0, 0, 1]);
        var definition = TestPackage.Definition(path, 2, 2, new Normalization([0, 0], [1, 1]));
        TestPackage.Write(path, definition, good);
        using var package = ModelPackage.Open(path);
        var wrong = TestPackage.Pointwise(3, 2, [1, 0, 0, 1, 0, 0]);

        // The kernel asks for three bands, the input has two: the package's own checks do not infer shapes.
        var contents = new PackageContents
        {
            Definition = definition,
            Graph = Retyped(wrong, bands: 2),
            Golden = package.Golden,
            Metrics = package.Metrics,
            History = package.History,
        };
        ModelPackage.Write(path, contents);

        var thrown = Assert.Throws<SegmentDataException>(() => InferenceModel.Open(path, InferenceDevice.Cpu));

        Assert.Contains("package's graph", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith("Export the package again.", thrown.Message, StringComparison.Ordinal);
    }

    private static byte[] Retyped(byte[] graph, int bands)
    {
        var model = Segment.PackageFormat.Onnx.ModelProto.Parser.ParseFrom(graph);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = bands;
        return Google.Protobuf.MessageExtensions.ToByteArray(model);
    }
}
