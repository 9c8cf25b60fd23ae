using System.CommandLine;
using System.Globalization;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.Networks.Decoders;
using Segment.Trainer.AutoDl;
using Segment.Trainer.Recording;
using Spectre.Console;

namespace Segment.Trainer.Commands;

/// <summary><c>segment autodl</c>: tries networks within a time and keeps the best.</summary>
internal static class AutoDlCommand
{
    private static readonly TrainOptions Defaults = new() { Chips = string.Empty, RunFolder = string.Empty };
    private static readonly Option<TimeSpan> TimeLimit = Duration();

    private static readonly Option<string> Mode = OptionKinds.Choice(
        "--mode",
        "basic: all model types, then the best for longer; advanced: half the time on all, half on more backbones of the two best.",
        "basic",
        "advanced"
    );

    private static readonly Option<string?> Networks = OptionKinds.Text(
        "--networks",
        "LIST",
        $"Model types to try, separated by commas: {string.Join(", ", DecoderCatalog.All.Select(d => d.Name))}. [default: all]"
    );

    private static readonly Option<bool> SaveAll = new("--save-evaluated-models")
    {
        Description = "Keep a package of every trained model, not only of the winner.",
    };

    private static readonly Option<int> MaxEpochs = OptionKinds.Number(
        "--max-epochs",
        "The most epochs of the longest trainings.",
        new AutoDlOptions { Training = Defaults }.MaxEpochs
    );

    private static readonly Option<bool> Restart = new("--restart")
    {
        Description = "Throw an earlier search in the folder away.",
    };

    public static Command Create()
    {
        var command = new Command("autodl", "Try networks within a time and keep the best.");
        foreach (
            var option in (IEnumerable<Option>)
                [
                    .. TrainingArguments.First,
                    TimeLimit,
                    Mode,
                    Networks,
                    SaveAll,
                    MaxEpochs,
                    .. TrainingArguments.Last,
                    Restart,
                ]
        )
        {
            command.Add(option);
        }

        RunRequest.AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                var options = Options(parsed);
                using var run = new RecordedRun(RunRequest.Of(parsed));
                var start = RecordedTraining.Start(options.Training, RunOperation.Search, options.MaxEpochs);
                void Ended(Trial trial)
                {
                    RecordedSearch.Add(run, options, trial);
                    Show(trial);
                }

                var result = run.Do(
                    () =>
                        ConsoleSession.Stages(
                            "Searching",
                            stages =>
                                AutoDlRun.Search(
                                    options,
                                    new RecordedTraining(run, start, new TrainingConsole(stages, 0, string.Empty)),
                                    ConsoleSession.Notice,
                                    Ended,
                                    session.Token
                                )
                        ),
                    RecordedSearch.End
                );
                Print(result);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static AutoDlOptions Options(ParseResult parsed) =>
        new()
        {
            Training = TrainingArguments.Read(parsed),
            TotalTimeLimit = parsed.GetValue(TimeLimit),
            MaxEpochs = parsed.GetValue(MaxEpochs),
            Mode = Enum.Parse<AutoDlMode>(parsed.GetRequiredValue(Mode), ignoreCase: true),
            Networks = parsed.GetValue(Networks)?.Split(',', StringSplitOptions.TrimEntries) ?? [],
            SaveEvaluatedModels = parsed.GetValue(SaveAll),
            Restart = parsed.GetValue(Restart),
        };

    private static void Show(Trial trial)
    {
        var said =
            trial.End == TrialEnd.Scored
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"mean IoU {trial.MeanIoU * 100:0.0} %, accuracy {trial.Accuracy * 100:0.0} %, {trial.Epochs} of {trial.MaxEpochs} epochs"
                )
                : $"{(trial.End == TrialEnd.TooSlow ? "too slow" : "failed")}: {trial.Reason}";
        ConsoleSession.Notice(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Round {trial.Round}, {trial.Candidate.Name}: {said} ({trial.Seconds:0.0} s)"
            )
        );
    }

    private static void Print(AutoDlResult result)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns(
                "Model type",
                "Backbone",
                "Sees (px)",
                "Epochs",
                "Seconds",
                "Accuracy",
                "Macro Dice",
                "Mean IoU"
            )
            .AddColumns("Test mean IoU", "Parameters (M)", "Mpx/s", "");
        foreach (var trial in Trial.Ranked(result.Trials))
        {
            table.AddRow(
                trial.Candidate.ModelType,
                trial.Candidate.Backbone,
                $"{trial.Candidate.ChipSize}",
                $"{trial.Epochs}",
                $"{trial.Seconds:0.0}",
                $"{trial.Accuracy * 100:0.0} %",
                $"{trial.MacroDice * 100:0.0} %",
                $"{trial.MeanIoU * 100:0.0} %",
                trial.TestMeanIoU is { } test ? $"{test * 100:0.0} %" : "-",
                $"{trial.Parameters / 1e6:0.00}",
                $"{trial.MegapixelsPerSecond:0.0}",
                trial == result.Winner ? "winner" : string.Empty
            );
        }

        ConsoleSession.Out.Write(table);
        ConsoleSession.Print(
            "Chosen by the mean IoU of the validation pixels; the test pixels chose nothing. Mpx/s: of libtorch here, float32."
        );
        foreach (var trial in result.Trials.Where(t => t.End != TrialEnd.Scored))
        {
            ConsoleSession.Print($"Not scored: {trial.Candidate.Name} in round {trial.Round}: {trial.Reason}");
        }

        ConsoleSession.Print($"{result.Trials.Count} trials in {result.Seconds:0} s");
        ConsoleSession.Print($"Package: {result.PackagePath}");
    }

    private static Option<TimeSpan> Duration() =>
        new("--total-time-limit")
        {
            Description =
                "Time for all trainings together, such as 90m, 2h or 1h30m; a bare number is hours. [default: 2h]",
            HelpName = "TIME",
            DefaultValueFactory = _ => new AutoDlOptions { Training = Defaults }.TotalTimeLimit,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (TimeText.Parse(text) is { } time)
                {
                    return time;
                }

                result.AddError($"--total-time-limit is '{text}': give a time such as 120s, 90m, 2h or 1h30m.");
                return default;
            },
        };
}
