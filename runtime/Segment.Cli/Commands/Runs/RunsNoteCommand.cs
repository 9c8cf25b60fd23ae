using System.CommandLine;
using System.Globalization;
using Segment.CommandLine;
using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.PackageFormat;

namespace Segment.Cli.Commands.Runs;

/// <summary><c>segment runs note</c>: what only a person can tell of a run.</summary>
internal static class RunsNoteCommand
{
    private static readonly IReadOnlyList<(RunField Field, Option<string?> Option)> Notes =
    [
        (RunFields.FeasibleOutput, Text(RunFields.FeasibleOutput, "yes|somewhat|no", "Whether the output is usable.")),
        (RunFields.Comments, Text(RunFields.Comments, "TEXT", "Comments on the run.")),
        (RunFields.BatchAlias, Text(RunFields.BatchAlias, "TEXT", "The batch that the run belongs to.")),
        (RunFields.Domain, Text(RunFields.Domain, "TEXT", "The name of the place, in place of its extent.")),
        (RunFields.Imagery, Text(RunFields.Imagery, "TEXT", "The name of the imagery, in place of its file.")),
        (RunFields.ImageryYear, Text(RunFields.ImageryYear, "YEAR", "The year of the imagery.")),
        (RunFields.ComputerAlias, Text(RunFields.ComputerAlias, "TEXT", "The computer's name for you.")),
    ];

    private static readonly Option<string[]> Answer = new("--answer")
    {
        Description =
            "An answer to a question: its number or some of its words, '=', the answer; may be given several times.",
        HelpName = "QUESTION=ANSWER",
        DefaultValueFactory = _ => [],
    };

    public static Command Create()
    {
        var numbers = RunNumbers.Argument(1, "The run's number; several, or ranges such as 12-20, get the same notes.");
        var command = new Command(
            "note",
            "Write down what only a person can tell of runs. An empty text takes a note back."
        )
        {
            numbers,
            Answer,
        };
        foreach (var (_, option) in Notes)
        {
            command.Add(option);
        }

        command.OnCall(
            (parsed, _) =>
            {
                var ledger = RunsCommand.Ledger(parsed);
                var runs = RunNumbers.Find(parsed.GetRequiredValue(numbers), ledger.Runs());
                var notes = Notes
                    .Where(note => parsed.GetValue(note.Option) is not null)
                    .ToDictionary(
                        note => note.Field,
                        note => Checked(note.Field, parsed.GetValue(note.Option)!.Trim())
                    );
                var answers = RunAnswers.Read(parsed.GetValue(Answer) ?? [], ledger.Questions());
                if (notes.Count + answers.Count == 0)
                {
                    throw new SegmentDataException(
                        $"There is nothing to note. Give one of {string.Join(", ", Notes.Select(note => note.Option.Name))} or {Answer.Name}."
                    );
                }

                ledger.Note([.. runs.Select(run => run.Number)], notes, answers);
                ConsoleSession.Print(
                    $"Noted {notes.Count + answers.Count} {(notes.Count + answers.Count == 1 ? "thing" : "things")} on "
                        + (runs.Count == 1 ? $"run {runs[0].Number}." : $"{runs.Count} runs.")
                );
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Option<string?> Text(RunField field, string value, string description) =>
        OptionKinds.Text(field.NoteOption!, value, description);

    private static string Checked(RunField field, string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        if (field == RunFields.FeasibleOutput && !Question.UsualAnswers.Contains(text))
        {
            throw new SegmentDataException($"--feasible is '{text}': give {string.Join(", ", Question.UsualAnswers)}.");
        }

        const int first = 1800;
        return
            field.Kind == FieldKind.Whole
            && !(
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year is >= first and < 10_000
            )
            ? throw new SegmentDataException($"{field.NoteOption} is '{text}': give a year such as 2023.")
            : text;
    }
}
