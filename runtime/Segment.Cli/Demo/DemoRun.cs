using System.Diagnostics;
using Segment.Cli.Commands;
using Segment.Cli.Output;
using Segment.Cli.Recording;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Raster.Labels;
using Segment.Runtime;
using Segment.Runtime.Assessment;
using Segment.Runtime.Maps;
using Segment.TrainingData.Splitting;
using Spectre.Console;

namespace Segment.Cli.Demo;

/// <summary>The whole job on the sample scene; prints each step as the command that a user would type.</summary>
/// <param name="folder">The folder to write.</param>
/// <param name="maxEpochs">The most epochs.</param>
/// <param name="session">The console.</param>
internal sealed class DemoRun(string folder, int maxEpochs, ConsoleSession session)
{
    private readonly Dictionary<string, double> seconds = new(StringComparer.Ordinal);
    private readonly string sample = DemoRecipe.Folder;
    private IReadOnlyList<ClassTally> classes = [];

    private string Scene => Path.Combine(sample, "L7_ETMs.tif");

    private string TrainingPolygons => Path.Combine(sample, "olinda_training.gpkg");

    private string AssessmentPolygons => Path.Combine(sample, "olinda_assessment.gpkg");

    private string Chips => Path.Combine(folder, "chips");

    private string RunFolder => Path.Combine(folder, "run");

    private string Package => Path.Combine(RunFolder, $"{DemoRecipe.ModelName}.dlpk");

    private string Map => Path.Combine(folder, "olinda_map.tif");

    // A ledger of its own: trying Segment out leaves nothing among the user's runs.
    private string Ledger => Path.Combine(folder, LedgerPlace.FileName);

    private string Picture => Path.Combine(folder, "olinda_map.png");

    /// <summary>Does every step in turn.</summary>
    /// <returns>The exit status.</returns>
    public ExitCode Run()
    {
        Directory.CreateDirectory(folder);
        Timed("chips", CutChips);
        var trained = Timed("train", Train);
        if (trained != (int)ExitCode.Success)
        {
            return (ExitCode)trained;
        }

        Timed("classify", Classify);
        var assessment = Timed("assess", Assess);
        Timed("picture", DrawPicture);
        PrintSummary(assessment);
        return ExitCode.Success;
    }

    private bool CutChips()
    {
        var command =
            $"chips --scene {PathText.Short(Scene)} --labels {PathText.Short(TrainingPolygons)} --class-value-field {DemoRecipe.ClassValueField} --out {Chips} --ledger {Ledger}";
        Title($"segment {command}");
        var options = new ChipExportOptions
        {
            Scenes = [Scene],
            Labels = TrainingPolygons,
            ClassValueField = DemoRecipe.ClassValueField,
            OutFolder = Chips,
        };
        ChipsOutput.Print(RecordedChips.Cut(Request(command), options, () => ChipsCommand.Run(options, session)));
        ChipsReview.Run(options, new SplitOptions(), null, session);
        return true;
    }

    private int Train()
    {
        string[] words =
        [
            .. new[] { "train", "--chips", Chips, "--out", RunFolder, "--name", DemoRecipe.ModelName },
            .. new[] { "--backbone-model", DemoRecipe.BackboneModel, "--max-epochs", $"{maxEpochs}" },
            .. new[] { "--ledger", Ledger },
        ];
        Title($"segment {string.Join(' ', words)}");
        return TrainerProgram.Run(words);
    }

    private bool Classify()
    {
        var command = $"classify --model {Package} --scene {PathText.Short(Scene)} --out {Map} --ledger {Ledger}";
        Title($"segment {command}");
        var options = new ClassifyOptions
        {
            ModelPath = Package,
            ScenePath = Scene,
            OutPath = Map,
        };
        var result = RecordedMap.Classify(
            Request(command),
            options,
            Scene,
            () => ClassifyCommand.Run(options, session)
        );
        classes = result.Classes;
        ClassifyOutput.Print(result);
        return true;
    }

    private MapAssessmentResult Assess()
    {
        var command =
            $"assess report --map {Map} --reference {PathText.Short(AssessmentPolygons)} --class-value-field {DemoRecipe.ClassValueField} --ledger {Ledger}";
        Title($"segment {command}");
        var options = new AssessmentOptions
        {
            MapPath = Map,
            ReferencePath = AssessmentPolygons,
            Labels = new LabelOptions { ClassValueField = DemoRecipe.ClassValueField },
            ModelPath = Package,
        };
        var result = RecordedAssessment.Assess(
            Request(command),
            options,
            () => MapAssessment.Run(options, ConsoleSession.Notice, session.Token)
        );
        AssessmentOutput.Print(result);
        return result;
    }

    private bool DrawPicture()
    {
        // Near infrared, short-wave infrared, red: land covers differ most there.
        MapPicture.Write(Scene, Map, Picture, classes, (3, 4, 2));
        return true;
    }

    private void PrintSummary(MapAssessmentResult assessment)
    {
        using var package = ModelPackage.Open(Package);
        var metrics = package.Metrics;
        var table = new Table().Border(TableBorder.Rounded).Title("The sample scene, mapped").HideHeaders();
        table.AddColumns("", "");
        void Row(string name, string value) => table.AddRow(new Text(name), new Text(value));
        Row("Package", PathText.Short(Package));
        Row("Map", PathText.Short(Map));
        Row("Picture (scene and map)", PathText.Short(Picture));
        Row("Ledger of these runs", $"segment runs list --ledger {PathText.Short(Ledger)}");
        Row("Report of the training", PathText.Short(Path.Combine(RunFolder, "model_metrics.html")));
        Row(
            "Validation (blocks apart from training)",
            $"accuracy {ClassTable.Share(metrics.Accuracy)}, macro Dice {ClassTable.Share(metrics.MacroDice)}"
        );
        Row(
            "Polygons that training never saw",
            $"accuracy {ClassTable.Share(assessment.Matrix.Accuracy)}, macro Dice {ClassTable.Share(assessment.Matrix.MacroDice)}"
        );
        var steps = string.Join(", ", seconds.Select(s => $"{s.Key} {s.Value:0.0}"));
        Row("Seconds", $"{steps}; together {seconds.Values.Sum():0.0}");
        ConsoleSession.Out.WriteLine();
        ConsoleSession.Out.Write(table);
    }

    private RunRequest Request(string command) => new() { Ledger = Ledger, Command = command };

    private static void Title(string command)
    {
        ConsoleSession.Out.WriteLine();
        ConsoleSession.Out.MarkupLineInterpolated($"[bold blue]$ {command}[/]");
    }

    private T Timed<T>(string name, Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var result = work();
        seconds[name] = watch.Elapsed.TotalSeconds;
        return result;
    }
}
