using System.CommandLine;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.Trainer.Recording;

namespace Segment.Trainer.Commands;

/// <summary><c>segment train</c>: trains a network on chips and exports it as a package.</summary>
internal static class TrainCommand
{
    private static readonly TrainOptions Defaults = new() { Chips = string.Empty, RunFolder = string.Empty };
    private static readonly Option<string?> ModelType = OptionKinds.Text(
        "--model-type",
        "NAME",
        $"The network: {string.Join(", ", DecoderCatalog.All.Select(d => d.Name))}. [default: unet, or the pretrained model's]"
    );

    private static readonly Option<string?> Backbone = OptionKinds.Text(
        "--backbone-model",
        "NAME",
        $"Its backbone: {string.Join(", ", EncoderCatalog.All.Select(e => e.Name))}. [default: light, or the pretrained model's]"
    );

    private static readonly Option<IReadOnlyList<int>?> PyramidSizes = new("--pyramid-sizes")
    {
        Description =
            "Cells along each side of the levels of pyramid pooling, in pspnet, pspnet_unet and upernet. [default: 1,2,3,6]",
        HelpName = "N,N,…",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var numbers = text.Split(',')
                .Select(n => int.TryParse(n.Trim(), out var size) ? size : (int?)null)
                .ToList();
            if (!numbers.Contains(null))
            {
                return [.. numbers.OfType<int>()];
            }

            result.AddError(
                $"--pyramid-sizes is '{text}': give whole numbers with commas between them, such as 1,2,3,6."
            );
            return null;
        },
    };

    private static readonly Option<int> MaxEpochs = OptionKinds.Number(
        "--max-epochs",
        "The most epochs.",
        Defaults.MaxEpochs
    );

    private static readonly Option<Auto<int>> ChipSize = OptionKinds.AutoNumber(
        "--chip-size",
        "Side of what the network sees of a chip, in pixels; auto: whole chips."
    );

    public static Command Create()
    {
        var command = new Command("train", "Train a network on chips and export it as a package.");
        foreach (
            var option in (IEnumerable<Option>)
                [
                    .. TrainingArguments.First,
                    ModelType,
                    Backbone,
                    PyramidSizes,
                    MaxEpochs,
                    ChipSize,
                    .. TrainingArguments.Last,
                ]
        )
        {
            command.Add(option);
        }

        new GroupedHelp(
            ObjectiveArguments.Group,
            ScheduleArguments.Group,
            AugmentationArguments.Group,
            StorageArguments.Group,
            StartArguments.Group,
            RunRequest.Group
        ).AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                var options = Options(parsed);
                using var run = new RecordedRun(RunRequest.Of(parsed));
                var start = RecordedTraining.Start(options, RunOperation.Training, options.MaxEpochs);
                var result = run.Do(
                    () =>
                        ConsoleSession.Stages(
                            "Training",
                            stages =>
                                TrainingRun.Train(
                                    options,
                                    new RecordedTraining(
                                        run,
                                        start,
                                        new TrainingConsole(stages, options.MaxEpochs, options.Objective.MonitorMetric)
                                    ),
                                    ConsoleSession.Notice,
                                    session.Token
                                )
                        ),
                    RecordedTraining.End
                );
                TrainingConsole.Print(result);
                return result.End == TrainingEnd.Interrupted ? ExitCode.Interrupted : ExitCode.Success;
            }
        );
        return command;
    }

    private static TrainOptions Options(ParseResult parsed) =>
        TrainingArguments.Read(parsed) with
        {
            ModelType = parsed.GetValue(ModelType),
            BackboneModel = parsed.GetValue(Backbone),
            PyramidSizes = parsed.GetValue(PyramidSizes),
            MaxEpochs = parsed.GetValue(MaxEpochs),
            ChipSize = parsed.GetValue(ChipSize),
            Objective = ObjectiveArguments.Read(parsed),
            Schedule = ScheduleArguments.Read(parsed),
            Augmentation = AugmentationArguments.Read(parsed),
            Storage = StorageArguments.Read(parsed),
            Start = StartArguments.Read(parsed),
        };
}
