using System.CommandLine;
using Segment.CommandLine;
using Segment.Exporter;
using Segment.Networks;
using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.PackageFormat;
using Segment.Trainer.Torch;
using Spectre.Console;
using TorchSharp;

namespace Segment.Trainer.Commands;

/// <summary><c>segment zoo</c>: the networks that can be trained, and what each costs.</summary>
internal static class ZooCommand
{
    private const int Bands = 6;
    private const int Classes = 7;
    private const int ChipsOfAStep = 8;
    private const string Backbone = "resnet18";
    private const string DefaultModelType = "unet";

    // Weight, gradient, the optimiser's two moments and the running average.
    private const int CopiesOfAWeight = 5;

    // Large enough that maps over the whole tile count for little.
    private const int Side = 256;

    private static readonly TimeSpan MeasuringTime = TimeSpan.FromSeconds(1);

    private static readonly Option<string> ModelType = OptionKinds.Name(
        "--model-type",
        "The model type that the backbones are counted with.",
        DefaultModelType
    );

    private static readonly Option<string?> Networks = OptionKinds.Text(
        "--networks",
        "NAME,NAME,…",
        "Only these backbones and model types. [default: all]"
    );

    private static readonly Option<bool> Measure = new("--measure")
    {
        Description = "Also measure each network's speed on this machine's processor, a few seconds each.",
    };

    public static Command Create()
    {
        var command = new Command("zoo", "List the networks that can be trained, and what each costs.")
        {
            ModelType,
            Networks,
            Measure,
        };
        command.OnCall(
            (parsed, session) =>
            {
                var chosen = Chosen(parsed.GetValue(Networks));
                Show(parsed.GetRequiredValue(ModelType), chosen, parsed.GetValue(Measure), session.Token);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Func<string, bool> Chosen(string? names)
    {
        if (names is null)
        {
            return _ => true;
        }

        string[] known = [.. EncoderCatalog.All.Select(e => e.Name), .. DecoderCatalog.All.Select(d => d.Name)];
        var wanted = names
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(n =>
                EncoderCatalog.Find(n)?.Name
                ?? DecoderCatalog.Find(n)?.Name
                ?? throw new SegmentDataException($"--networks: '{n}' is unknown. {NearestName.Hint(n, known)}")
            )
            .ToHashSet(StringComparer.Ordinal);
        return wanted.Contains;
    }

    private static void Show(string modelType, Func<string, bool> chosen, bool measure, CancellationToken token)
    {
        var problems = string.Join(" ", new NetworkSpec(modelType, Backbone, Bands, Classes).Problems());
        if (problems.Length > 0)
        {
            throw new SegmentDataException(problems);
        }

        var decoder = DecoderCatalog.Get(modelType).Name;
        Print(
            "Backbone",
            [.. EncoderCatalog.All.Where(e => chosen(e.Name)).Select(e => (e.Name, decoder, e.Name))],
            measure,
            token
        );
        Print(
            "Model type",
            [.. DecoderCatalog.All.Where(d => chosen(d.Name)).Select(d => (d.Name, d.Name, Backbone))],
            measure,
            token
        );
        ConsoleSession.Print(
            $"Backbones under {decoder}, model types over {Backbone}; {Bands} bands, {Classes} classes. GFLOP: two for each multiplication "
                + "with its addition. Memory: weights, optimiser and maps of one training step on 8 chips of 64 × 64 px, in float32. Sight: "
                + "how far from a pixel the network looks; 'tile': it also takes means over the whole tile. Weights: who publishes some that "
                + "--weights takes, and timm's name where it is another."
        );
    }

    private static void Print(
        string what,
        IReadOnlyList<(string Name, string ModelType, string Backbone)> rows,
        bool measure,
        CancellationToken token
    )
    {
        if (rows.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(what);
        foreach (var title in new[] { "Parameters (M)", "GFLOP per Mpx", "Memory (MB)", "Stride (px)", "Sight (px)" })
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        if (measure)
        {
            table.AddColumn(new TableColumn("Mpx/s here").RightAligned());
        }

        table.AddColumn("Weights");
        foreach (var (name, modelType, backbone) in rows)
        {
            token.ThrowIfCancellationRequested();
            var network = SegmentationNetwork.Create(new(modelType, backbone, Bands, Classes));
            List<string> cells = [name, .. Figures(network)];
            if (measure)
            {
                cells.Add($"{Speed(network):0.00}");
            }

            table.AddRow([.. cells, Publishers(network.Encoder)]);
        }

        ConsoleSession.Out.Write(table);
    }

    private static IEnumerable<string> Figures(SegmentationNetwork network)
    {
        var (step, large) = (network.Declare(), network.Declare(Side, Side));
        var values = (step.MapValues * ChipsOfAStep) + (step.ParameterCount * CopiesOfAWeight);
        yield return $"{step.ParameterCount / 1e6:0.00}";
        yield return $"{2.0 * large.MultiplyAdds / (Side * Side) / 1e3:0}";
        yield return $"{values * sizeof(float) / 1e6:0}";
        yield return $"{network.Stride}";
        yield return network.HasGlobalView
            ? $"{network.ReceptiveFieldRadius}, tile"
            : $"{network.ReceptiveFieldRadius}";
    }

    private static double Speed(SegmentationNetwork network)
    {
        using var model = new TorchNetwork(network, seed: 1, new ComputeDevice(DeviceType.CPU, BFloat16: false));
        var weights = model.Export();
        var neutral = new Normalization([.. Enumerable.Repeat(0.0, Bands)], [.. Enumerable.Repeat(1.0, Bands)]);
        return GraphSpeed.Measure(NetworkExporter.Export(network, name => weights[name], neutral), Side, MeasuringTime);
    }

    private static string Publishers(Encoder encoder) =>
        encoder.Published.Count == 0
            ? "–"
            : string.Join(
                ", ",
                encoder.Published.Select(p => p.Name == encoder.Name ? p.Library : $"{p.Library}:{p.Name}")
            );
}
