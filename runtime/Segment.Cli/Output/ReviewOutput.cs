using Segment.CommandLine;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Reviewing;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what was reviewed.</summary>
internal static class ReviewOutput
{
    /// <summary>Prints a line for each model, what the doctor says, and where the page is.</summary>
    /// <param name="models">The models.</param>
    /// <param name="page">The page.</param>
    public static void Print(IReadOnlyList<ReviewedModel> models, string page)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Model", "Network", "Epoch");
        string[] scores = ["Accuracy", "Commonest class", "Macro Dice", "Mean IoU", "Test accuracy", "Test mean IoU"];
        foreach (var score in scores)
        {
            table.AddColumn(new TableColumn(score).RightAligned());
        }

        foreach (var model in models)
        {
            var (d, m) = (model.Definition, model.Metrics);
            double?[] shares =
            [
                m.Accuracy,
                m.MajorityAccuracy,
                m.MacroDice,
                m.MeanIoU,
                m.Test?.Accuracy,
                m.Test?.MeanIoU,
            ];
            table.AddRow([
                new Text(d.Name),
                new Text($"{d.ModelType}/{d.Backbone}"),
                new Text($"{model.History.BestEpoch} of {model.History.Epochs.Count}"),
                .. shares.Select(s => new Text(ClassTable.Share(s)).RightJustified()),
            ]);
        }

        ConsoleSession.Out.Write(table);
        foreach (var (model, finding) in models.SelectMany(m => m.Examine().Select(f => (m, f))))
        {
            ConsoleSession.Notice($"{model.Definition.Name}: {FindingText.Line(finding)}");
        }

        ConsoleSession.Print($"The page is {PathText.Short(page)}.");
    }
}
