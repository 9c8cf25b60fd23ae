using System.Text;
using Segment.Exporter;
using Segment.Networks;
using Segment.PackageFormat;
using Segment.Trainer.Packaging;
using Segment.Trainer.Torch;
using TorchSharp;

namespace Segment.Trainer;

/// <summary>Makes the package of a run folder.</summary>
public static class PackageExport
{
    /// <summary>
    /// Writes the ONNX graph from the run's best weights, compares it with libtorch on the run's own validation windows,
    /// measures the padding it needs, and packs it all as <c>RUN/NAME.dlpk</c>. An earlier package there is replaced.
    /// </summary>
    /// <param name="runFolder">A run folder of <see cref="TrainingRun"/>; the chips are not needed any more.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <returns>The package's full path.</returns>
    /// <exception cref="SegmentDataException">It is no run folder, or the graph's logits differ from libtorch's.</exception>
    /// <exception cref="SegmentOutputException">The package cannot be written.</exception>
    public static string Export(string runFolder, Action<string> notice)
    {
        var run = new RunFolder(runFolder);
        var draft = run.ReadDefinition();
        var network = DefinedNetwork.Of(draft);
        var windows = CheckWindows.Read(run.Windows);
        var weights = Weights(run, network);
        var graph = NetworkExporter.Export(network, name => weights[name], draft.Normalization);
        using var reference = new TorchNetwork(network, seed: 0, new ComputeDevice(DeviceType.CPU, BFloat16: false));
        reference.Import(weights);
        Check(graph, reference, draft, windows, notice);
        var golden = windows.Golden(network.Stride);
        var padding = PaddingProbe.Measure(
            graph,
            windows.Tiled.Shape[1],
            windows.Tiled.Shape[2],
            windows.Tiled.Values,
            network.Stride,
            network.ReceptiveFieldRadius
        );
        notice(
            $"The network needs {padding} px of padding around a tile; {network.ReceptiveFieldRadius} px is the most a pixel can reach."
        );
        var contents = new PackageContents
        {
            Definition = draft with { Padding = padding },
            Graph = graph,
            Metrics = TrainingMetrics.FromJson(RunFolder.Read(run.Metrics), run.Metrics),
            History = TrainingHistory.FromJson(RunFolder.Read(run.History), run.History),
            Golden = new GoldenWindow(
                golden.Shape[1],
                golden.Shape[2],
                golden.Values,
                reference.Logits(golden.Values, golden.Shape[1], golden.Shape[2], draft.Normalization)
            ),
            ExtraFiles = new Dictionary<string, byte[]>(run.ReadPictures(), StringComparer.Ordinal)
            {
                [TrainingSplit.FileName] = RunFolder.Read(run.Split),
            },
            Review = File.Exists(run.Review) ? ModelReview.FromJson(RunFolder.Read(run.Review), run.Review) : null,
            ReportHtml = Encoding.UTF8.GetString(RunFolder.Read(run.Report)),
        };
        var package = run.Package(draft.Name);
        ModelPackage.Write(package, contents);
        return package;
    }

    private static Dictionary<string, float[]> Weights(RunFolder run, SegmentationNetwork network)
    {
        var tensors = TensorFile.Read(run.Weights);
        foreach (var (name, declared) in network.Declare().Parameters)
        {
            if (!tensors.TryGetValue(name, out var tensor) || !tensor.Shape.SequenceEqual(declared.Shape))
            {
                var found = tensor is null ? "missing" : $"of shape ({string.Join(", ", tensor.Shape)})";
                throw new SegmentDataException(
                    $"{run.Weights} does not fit the network of its definition: '{name}' should have the shape ({string.Join(", ", declared.Shape)}) "
                        + $"and is {found}. Train again."
                );
            }
        }

        return tensors.ToDictionary(t => t.Key, t => t.Value.Values, StringComparer.Ordinal);
    }

    private static void Check(
        byte[] graph,
        TorchNetwork reference,
        ModelDefinition definition,
        CheckWindows windows,
        Action<string> notice
    )
    {
        var samples = new[] { windows.Chip, windows.Tiled }.Select(w => new ParitySample(
            w.Shape[1],
            w.Shape[2],
            w.Values,
            reference.Logits(w.Values, w.Shape[1], w.Shape[2], definition.Normalization)
        ));
        var report = ParityGate.Check(graph, [.. samples]);
        if (!report.Passed)
        {
            throw new SegmentDataException(
                $"The exported graph does not compute what was trained: its logits differ from libtorch's by {report.WorstRelative:0.0e+0} relative "
                    + $"({report.Tolerance:0.0e+0} is allowed), and {report.ClassAgreement * 100:0.0} % of the pixels get the same class. No package "
                    + "was written. Please report this together with the run folder."
            );
        }

        notice(
            $"The exported graph agrees with libtorch: logits differ by {report.WorstRelative:0.0e+0} relative at most ({report.Tolerance:0.0e+0} is "
                + $"allowed), {report.ClassAgreement * 100:0.##} % of the pixels get the same class."
        );
    }
}
