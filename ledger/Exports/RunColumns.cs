using Segment.Ledger.Fields;

namespace Segment.Ledger.Exports;

/// <summary>The columns of a table of runs, in the order of the spreadsheets that people keep: what it is, the data, the network, how good it
/// is, times, what a person says; then what only a machine reads.</summary>
public static class RunColumns
{
    private static readonly RunColumn Number = new("Run", FieldKind.Whole, run => run.Number);
    private static readonly RunColumn Operation = new("Operation", FieldKind.Text, run => CellText.Word(run.Operation));
    private static readonly RunColumn State = new("State", FieldKind.Text, run => CellText.Word(run.State));
    private static readonly RunColumn Date = new("Date", FieldKind.Moment, run => run.Started);
    private static readonly RunColumn Inferenced = new(
        "Inferenced?",
        FieldKind.YesNo,
        run => run.Maps is { } maps ? maps > 0 : null
    );
    private static readonly RunColumn MapAccuracy = new("Map accuracy", FieldKind.Share, run => run.MapAccuracy);

    private static readonly IReadOnlyList<RunField> AfterComments =
    [
        RunFields.Device,
        RunFields.Seed,
        RunFields.DataHash,
        RunFields.Package,
        RunFields.PackageHash,
    ];

    private static readonly IReadOnlyList<RunField> Details =
    [
        RunFields.Platform,
        RunFields.Classes,
        RunFields.Weights,
        RunFields.BestEpoch,
        RunFields.BatchSize,
        RunFields.LearningRate,
        RunFields.MajorityAccuracy,
        RunFields.Kappa,
    ];

    /// <summary>Gets all columns.</summary>
    /// <param name="questions">The questions; each is a column.</param>
    /// <returns>The columns.</returns>
    public static IReadOnlyList<RunColumn> All(IReadOnlyList<Question> questions)
    {
        var columns = new List<RunColumn> { Number, Operation, State };
        foreach (var field in RunFields.All.Except(AfterComments))
        {
            if (field == RunFields.TrainingSeconds)
            {
                columns.Add(Date);
            }

            if (field == RunFields.InferenceSeconds)
            {
                columns.Add(Inferenced);
            }

            if (field == RunFields.FeasibleOutput)
            {
                columns.Add(MapAccuracy);
            }

            columns.Add(Of(field));
        }

        columns.InsertRange(
            columns.Count - 1,
            questions.Select(question => new RunColumn(
                question.Text,
                FieldKind.Text,
                run => run.Answers.GetValueOrDefault(question.Number)
            )
            {
                IsPersonal = true,
                Answers = question.Answers,
            })
        );
        return [.. columns, .. AfterComments.Select(Of).Concat(Last).Select(column => column with { IsDetail = true })];
    }

    private static IEnumerable<RunColumn> Last =>
        [
            new("Part of run", FieldKind.Whole, run => run.Parent),
            new("Part", FieldKind.Text, run => run.Part),
            new("Ended", FieldKind.Moment, run => run.Ended),
            new("Message", FieldKind.Text, run => run.Message),
            new("Result", FieldKind.Text, run => run.Result),
            new("Command", FieldKind.Text, run => run.Command.Length == 0 ? null : $"segment {run.Command}"),
            new("Folder", FieldKind.Text, run => run.Folder),
        ];

    private static RunColumn Of(RunField field) =>
        new(field.Title, field.Kind, run => run.Facts[field])
        {
            IsPersonal = field.IsPersonal,
            IsDetail = Details.Contains(field),
        };
}
