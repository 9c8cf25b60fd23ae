using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Segment.Runtime.Models;

namespace Segment.Runtime.Tests;

public sealed class DeepnessParityTests
{
    private const int Side = 64;

    /// <summary>Deepness scales a sample by 1/255, subtracts the mean and divides by the standard deviation.</summary>
    [Fact]
    public void What_Deepness_computes_gives_our_classes()
    {
        using var package = ModelPackage.Open(ShippedPackage());
        using var ours = InferenceModel.Open(ShippedPackage(), InferenceDevice.Cpu);
        var pixels = Repeat(ours.Package!.Golden, Side);
        using var session = new InferenceSession(DeepnessModel.Convert(package, Side));
        var metadata = session.ModelMetadata.CustomMetadataMap;
        var mean = JsonSerializer.Deserialize<float[]>(metadata["standardization_mean"])!;
        var deviation = JsonSerializer.Deserialize<float[]>(metadata["standardization_std"])!;
        var plane = Side * Side;
        var scaled = pixels.Select((x, i) => ((x / 255f) - mean[i / plane]) / deviation[i / plane]).ToArray();

        using var input = OrtValue.CreateTensorValueFromMemory(scaled, [1, mean.Length, Side, Side]);
        using var run = new RunOptions();
        using var output = session.Run(run, [session.InputNames[0]], [input], [session.OutputNames[0]]);

        var probabilities = output[0].GetTensorDataAsSpan<float>().ToArray();
        Assert.Equal(Classes(ours.Logits(Side, Side, pixels), plane), Classes(probabilities, plane));
        Assert.Equal(1, Enumerable.Range(0, probabilities.Length / plane).Sum(c => probabilities[c * plane]), 1e-5);
    }

    /// <summary>Fills a larger window with copies of a golden window.</summary>
    private static float[] Repeat(GoldenWindow golden, int side)
    {
        var plane = golden.Height * golden.Width;
        return
        [
            .. Enumerable
                .Range(0, golden.Pixels.Length / plane * side * side)
                .Select(i =>
                    golden.Pixels[
                        (i / (side * side) * plane)
                            + (i / side % side % golden.Height * golden.Width)
                            + (i % side % golden.Width)
                    ]
                ),
        ];
    }

    private static int[] Classes(float[] planes, int plane) =>
        [
            .. Enumerable
                .Range(0, plane)
                .Select(p => Enumerable.Range(0, planes.Length / plane).MaxBy(c => planes[(c * plane) + p])),
        ];

    private static string ShippedPackage()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Segment.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "models", "olinda-light.dlpk");
    }
}
