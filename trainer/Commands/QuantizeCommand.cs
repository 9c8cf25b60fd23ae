using System.CommandLine;
using System.Globalization;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.Trainer.Quantization;
using Segment.Trainer.Recording;

namespace Segment.Trainer.Commands;

/// <summary><c>segment quantize</c>: adds the variant in 8-bit integers to a package.</summary>
internal static class QuantizeCommand
{
    public static Command Create()
    {
        var package = new Argument<string>("PACKAGE") { Description = "The .dlpk file of a training." };
        var chips = OptionKinds.Required("--chips", "DIR", "The chips that it was trained on.");
        var output = OptionKinds.Text(
            "--out",
            "NEW.dlpk",
            "The package to write. [default: the variant is added to PACKAGE itself]"
        );
        var ignoreValue = new Option<int?>("--ignore-value")
        {
            Description = "The value in the label chips that means 'no label'. [default: what the folder says, else 0]",
            HelpName = "NUMBER",
        };
        var command = new Command("quantize", "Add a variant in 8-bit integers to a package: faster on a CPU.")
        {
            package,
            chips,
            output,
            ignoreValue,
        };
        RunRequest.AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                var options = new QuantizeOptions
                {
                    Package = parsed.GetRequiredValue(package),
                    Chips = parsed.GetRequiredValue(chips),
                    Out = parsed.GetValue(output),
                    IgnoreValue = parsed.GetValue(ignoreValue),
                };
                using var run = new RecordedRun(RunRequest.Of(parsed));
                var result = run.Do(
                    () =>
                        ConsoleSession.Stages(
                            "Quantising",
                            stages =>
                            {
                                run.Begin(RecordedQuantization.Start(options));
                                return PackageQuantization.Run(options, stages, ConsoleSession.Notice, session.Token);
                            }
                        ),
                    RecordedQuantization.End
                );
                Print(result);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static void Print(QuantizeResult result)
    {
        var metrics = result.Metrics;
        var table = ClassRows.Create("IoU float32", "IoU int8", "Change");
        foreach (var (row, change) in result.Definition.Classes.Zip(metrics.Classes))
        {
            ClassRows.Add(table, row, Points(change.IoU - change.Change), Points(change.IoU), Signed(change.Change));
        }

        ConsoleSession.Out.Write(table);
        ConsoleSession.Print(
            $"Mean IoU on the validation pixels: {Points(metrics.MeanIoU)} ({Signed(metrics.MeanIoUChange)}); the same class for "
                + $"{Text(100 * metrics.Agreement, "0.00")} % of them. Ranges from {metrics.CalibrationChips:N0} training chips; in float32: "
                + $"{string.Join(", ", metrics.FloatLayers)}."
        );
        ConsoleSession.Print(
            result.Rate > 1
                ? $"On this machine the variant computes {Text(result.Rate, "0.0")} times as many pixels a second."
                : $"On this machine the variant is not faster ({Text(result.Rate, "0.0")} times the rate of float32): its CPU has no instructions for it, or the "
                    + "network is not made for them."
        );
        ConsoleSession.Print($"Package: {result.Package}");
        ConsoleSession.Print($"Use it: segment classify --model {result.Package} --variant int8 …");
    }

    private static string Points(double? share) => share is { } value ? Text(100 * value, "0.00") : "–";

    private static string Signed(double? share) => share is { } value ? Text(100 * value, "+0.00;-0.00;0.00") : "–";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
