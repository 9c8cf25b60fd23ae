using Segment.CommandLine;
using Segment.Ledger;
using Segment.Ledger.Exports;
using Segment.Ledger.Fields;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what <c>segment runs</c> finds.</summary>
internal static class RunsOutput
{
    /// <summary>Prints runs in a table.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="ledger">The ledger's path.</param>
    public static void List(IReadOnlyList<Run> runs, string ledger)
    {
        if (runs.Count == 0)
        {
            ConsoleSession.Print($"No runs of this kind in {PathText.Short(ledger)}.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("Run").RightAligned().NoWrap());
        table.AddColumns("Date (UTC)", "Operation", "State", "Model", "Network", "Result");
        foreach (var title in new[] { "Epochs", "Accuracy", "Dice", "Map acc.", "Time" })
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        table.AddColumn("Feasible");
        foreach (var run in runs)
        {
            table.AddRow([.. Cells(run).Select(cell => new Text(cell))]);
        }

        ConsoleSession.Out.Write(table);
        var failed = runs.Count(run => run.State is RunState.Failed or RunState.BrokenOff);
        ConsoleSession.Print(
            $"{runs.Count} {(runs.Count == 1 ? "run" : "runs")}{(failed > 0 ? $", {failed} failed or broken off" : "")}, in {PathText.Short(ledger)}. 'segment runs show N' tells all of one."
        );
    }

    /// <summary>Prints all of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="runs">All runs.</param>
    /// <param name="questions">The questions.</param>
    public static void Show(Run run, IReadOnlyList<Run> runs, IReadOnlyList<Question> questions)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        foreach (var column in RunColumns.All(questions))
        {
            if (CellText.Of(column.Kind, column.Value(run)) is { Length: > 0 } text)
            {
                table.AddRow(new Text(column.Title), new Text(text));
            }
        }

        foreach (var (name, value) in run.Parameters)
        {
            table.AddRow(new Text(name), new Text(value));
        }

        ConsoleSession.Out.Write(table);
        var parts = runs.Where(part => part.Parent == run.Number).ToList();
        foreach (var part in parts)
        {
            var accuracy = part.Facts.Number(RunFields.Accuracy) is { } share
                ? $", accuracy {CellText.Of(FieldKind.Share, share)}"
                : "";
            var why = part.Message is null ? "" : $": {part.Message}";
            ConsoleSession.Print($"Run {part.Number}, {part.Part}: {CellText.Word(part.State)}{accuracy}{why}");
        }

        if (run.State == RunState.BrokenOff)
        {
            ConsoleSession.Print(
                $"Its process is gone without a word; the last sign of life was {CellText.Of(FieldKind.Moment, run.LastSeen)} UTC. The same command goes on "
                    + "with a training or a map."
            );
        }
    }

    /// <summary>Prints where runs differ.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="questions">The questions.</param>
    public static void Compare(IReadOnlyList<Run> runs, IReadOnlyList<Question> questions)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var run in runs)
        {
            table.AddColumn($"Run {run.Number}");
        }

        var same = 0;
        void Row(string title, IReadOnlyList<string> cells)
        {
            if (cells.Distinct().Count() == 1)
            {
                same += cells[0].Length > 0 ? 1 : 0;
                return;
            }

            table.AddRow([new Text(title), .. cells.Select(cell => new Text(cell.Length > 0 ? cell : "–"))]);
        }

        foreach (var column in RunColumns.All(questions).Skip(1))
        {
            Row(column.Title, [.. runs.Select(run => CellText.Of(column.Kind, column.Value(run)))]);
        }

        foreach (var name in runs.SelectMany(run => run.Parameters.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            Row(name, [.. runs.Select(run => run.Parameters.GetValueOrDefault(name, string.Empty))]);
        }

        ConsoleSession.Out.Write(table);
        ConsoleSession.Print($"{same} further facts and options are the same.");
    }

    private static string[] Cells(Run run)
    {
        var facts = run.Facts;
        string Text(RunField field) => CellText.Of(field.Kind, facts[field]);
        var network = string.Join(
            " / ",
            new[] { Text(RunFields.ModelType), Text(RunFields.Backbone) }.Where(text => text.Length > 0)
        );
        var time = facts[RunFields.TrainingSeconds] ?? facts[RunFields.InferenceSeconds];
        if (run.Operation == RunOperation.Classification)
        {
            time = facts[RunFields.InferenceSeconds];
        }

        return
        [
            $"{run.Number}",
            CellText.Of(FieldKind.Moment, run.Started),
            CellText.Word(run.Operation),
            CellText.Word(run.State),
            Text(RunFields.Model),
            network,
            run.Part ?? PathText.Short(run.Result),
            Epochs(facts),
            Text(RunFields.Accuracy),
            Text(RunFields.Dice),
            CellText.Of(FieldKind.Share, run.MapAccuracy),
            CellText.Of(FieldKind.Seconds, time),
            Text(RunFields.FeasibleOutput),
        ];
    }

    private static string Epochs(RunFacts facts) =>
        (facts.Number(RunFields.Epochs), facts.Number(RunFields.EpochsSet)) switch
        {
            ({ } actual, { } set) => $"{actual}/{set}",
            (null, { } set) => $"–/{set}",
            ({ } actual, null) => $"{actual}",
            _ => string.Empty,
        };
}
