using System.CommandLine;
using Segment.CommandLine;
using Segment.Networks;
using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.PackageFormat;
using Spectre.Console;

namespace Segment.Trainer.Commands;

/// <summary><c>segment zoo</c>: the networks that can be trained, and what each costs.</summary>
internal static class ZooCommand
{
    private const int Bands = 6;
    private const int Classes = 7;
    private const int ChipsOfAStep = 8;
    private const string Backbone = "resnet18";
    private const string DefaultModelType = "unet";

    // Large enough that maps over the whole tile count for little.
    private const int Side = 256;

    public static Command Create()
    {
        var modelType = OptionKinds.Name(
            "--model-type",
            "The model type that the backbones are counted with.",
            DefaultModelType
        );
        var command = new Command("zoo", "List the networks that can be trained, and what each costs.") { modelType };
        command.OnCall(
            (parsed, _) =>
            {
                Show(parsed.GetRequiredValue(modelType));
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static void Show(string modelType)
    {
        var problems = string.Join(" ", new NetworkSpec(modelType, Backbone, Bands, Classes).Problems());
        if (problems.Length > 0)
        {
            throw new SegmentDataException(problems);
        }

        Print("Backbone", EncoderCatalog.All.Select(e => (e.Name, modelType, e.Name)));
        Print("Model type", DecoderCatalog.All.Select(d => (d.Name, d.Name, Backbone)));
        ConsoleSession.Print(
            $"Backbones under {modelType}, model types over {Backbone}; {Bands} bands, {Classes} classes. GFLOP: two for each multiplication "
                + "with its addition. Memory: the maps of one training step on 8 chips of 64 × 64 px. Sight: how far from a pixel "
                + "the network looks; 'tile': it also takes means over the whole tile."
        );
    }

    private static void Print(string what, IEnumerable<(string Name, string ModelType, string Backbone)> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(what);
        foreach (var title in new[] { "Parameters (M)", "GFLOP per Mpx", "Memory (MB)", "Stride (px)", "Sight (px)" })
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (var (name, modelType, backbone) in rows)
        {
            var network = SegmentationNetwork.Create(new(modelType, backbone, Bands, Classes));
            var (step, large) = (network.Declare(), network.Declare(Side, Side));
            table.AddRow(
                name,
                $"{step.ParameterCount / 1e6:0.00}",
                $"{2.0 * large.MultiplyAdds / (Side * Side) / 1e3:0}",
                $"{step.MapValues * sizeof(float) * ChipsOfAStep / 1e6:0}",
                $"{network.Stride}",
                network.HasGlobalView ? $"{network.ReceptiveFieldRadius}, tile" : $"{network.ReceptiveFieldRadius}"
            );
        }

        ConsoleSession.Out.Write(table);
    }
}
