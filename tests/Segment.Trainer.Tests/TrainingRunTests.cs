using Segment.Trainer.Packaging;
using Segment.Trainer.Start;

namespace Segment.Trainer.Tests;

/// <summary>From a chips folder to a package.</summary>
public class TrainingRunTests
{
    [Fact]
    public void A_training_leaves_a_whole_run_and_a_sound_package()
    {
        using var folder = new TestFolder();
        var progress = new SilentProgress();
        var notices = new List<string>();
        var result = TrainingRun.Train(Options(folder, ToyScene.Cut(folder)), progress, notices.Add, default);
        Assert.Equal(
            [
                "best.safetensors",
                "history.json",
                "metrics.json",
                "model_metrics.html",
                "review.json",
                "split.json",
                "toy.dlpk",
                "toy.emd",
                "training.json",
                "windows.safetensors",
            ],
            Directory.GetFiles(folder["toy"]).Select(Path.GetFileName).Order()
        );
        Assert.Equal(folder["toy/toy.dlpk"], result.PackagePath);
        Assert.Equal(["Reading chips", "Training", "Writing the report and the package"], progress.Stages);
        using var package = ModelPackage.Open(result.PackagePath);
        Assert.Equal(result.Metrics.Accuracy, package.Metrics.Accuracy);
        Assert.Equal(3, package.History.Epochs.Count);
        Assert.Equal(result.History.BestEpoch, package.Definition.Training.BestEpoch);
        Assert.Equal("light", package.Definition.Backbone);
        Assert.Equal(result.Metrics.Calibration!.Temperature, package.Definition.Temperature);
        Assert.True(
            result.Metrics.Calibration.Validation.After.Loss <= result.Metrics.Calibration.Validation.Before.Loss
        );
        Assert.Equal(16, package.Definition.ChipSize);
        Assert.Equal(0, package.Metrics.Split.SharedPixels);
        Assert.Equal(0, package.Definition.Padding % package.Definition.Stride);
        Assert.InRange(
            package.Definition.Padding,
            0,
            package.Definition.ReceptiveFieldRadius + package.Definition.Stride
        );
        Assert.Equal(File.ReadAllText(result.ReportPath), package.ReportHtml);
        Assert.Equal(File.ReadAllBytes(folder["toy/review.json"]), package.Review!.ToJson());
        Assert.NotEmpty(package.Review.Chips);
        string[] pictures = ["ModelCharacteristics/loss_graph.png", "ModelCharacteristics/show_results.png"];
        Assert.Equal(pictures, package.EntryNames.Where(n => n.StartsWith("Model", StringComparison.Ordinal)));
        Assert.All(
            pictures,
            p => Assert.Equal((byte[])[0x89, 0x50, 0x4E, 0x47], File.ReadAllBytes(folder[$"toy/{p}"]).Take(4))
        );
        Assert.All(package.History.ClassIoU, row => Assert.Equal(package.Definition.Classes.Count, row.Count));
        Assert.Equal(3, package.History.ClassIoU.Count);
        Assert.Contains(notices, n => n.StartsWith("Split by space, ", StringComparison.Ordinal));
        Assert.Contains(
            notices,
            n => n.StartsWith("The exported graph agrees with libtorch: ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_run_is_replaced_by_a_new_one_and_the_export_can_be_repeated_without_chips()
    {
        using var folder = new TestFolder();
        var chips = ToyScene.Cut(folder);
        var notices = new List<string>();
        _ = TrainingRun.Train(Options(folder, chips), new SilentProgress(), _ => { }, default);
        var result = TrainingRun.Train(Options(folder, chips), new SilentProgress(), notices.Add, default);
        Assert.Contains($"The earlier run in {folder["toy"]} is replaced.", notices);
        using var first = ModelPackage.Open(result.PackagePath);
        Directory.Delete(chips, recursive: true);
        File.Delete(result.PackagePath);
        Assert.Equal(result.PackagePath, PackageExport.Export(folder["toy"], _ => { }));
        using var again = ModelPackage.Open(result.PackagePath);
        Assert.True(first.Graph.Span.SequenceEqual(again.Graph.Span));
        Assert.Equal(first.Definition.Padding, again.Definition.Padding);
    }

    [Fact]
    public void The_same_seed_gives_the_same_package_bytes()
    {
        using var folder = new TestFolder();
        var options = Options(folder, ToyScene.Cut(folder)) with { Name = "toy" };
        var first = TrainingRun.Train(options, new SilentProgress(), _ => { }, default);
        var again = TrainingRun.Train(
            options with
            {
                RunFolder = folder["again"],
            },
            new SilentProgress(),
            _ => { },
            default
        );
        Assert.Equal(File.ReadAllBytes(first.PackagePath), File.ReadAllBytes(again.PackagePath));
    }

    [Fact]
    public void Pyramid_sizes_are_in_the_package_and_serve_again()
    {
        using var folder = new TestFolder();
        var options = Options(folder, ToyScene.Cut(folder)) with
        {
            ModelType = "pspnet",
            PyramidSizes = [1, 4],
            MaxEpochs = 1,
        };
        var package = TrainingRun.Train(options, new SilentProgress(), _ => { }, default).PackagePath;
        using var first = ModelPackage.Open(package);
        Assert.Equal([1, 4], first.Definition.PyramidSizes);
        Assert.Equal([1, 4], PretrainedModel.Open(package).Spec.PyramidSizes);
        using var again = ModelPackage.Open(PackageExport.Export(folder["toy"], _ => { }));
        Assert.True(first.Graph.Span.SequenceEqual(again.Graph.Span));
    }

    [Theory]
    [InlineData("f1:Wood", "--monitor-metric 'f1:Wood' is unknown.")]
    [InlineData("f1:3", "--monitor-metric f1:3 cannot be measured: no validation pixel is of this class.")]
    public void An_earlier_run_outlives_a_figure_that_cannot_be_monitored(string metric, string message)
    {
        using var folder = new TestFolder();
        var chips = ToyScene.Cut(
            folder,
            label: (row, column) => row < 2 && column < 2 ? (byte)2 : Toy.Label(row, column)
        );
        var options = Options(folder, chips) with { MaxEpochs = 1, Split = SplitMethod.Random };
        var first = TrainingRun.Train(options, new SilentProgress(), _ => { }, default);
        var wrong = options with { Objective = new() { MonitorMetric = metric } };
        var error = Assert.Throws<SegmentDataException>(() =>
            TrainingRun.Train(wrong, new SilentProgress(), _ => { }, default)
        );
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        using var package = ModelPackage.Open(first.PackagePath);
        Assert.Equal(1, package.Definition.Training.Epochs);
    }

    [Fact]
    public void A_cancelled_training_still_gives_a_package()
    {
        using var folder = new TestFolder();
        using var stop = new CancellationTokenSource();
        var options = Options(folder, ToyScene.Cut(folder)) with
        {
            MaxEpochs = 500,
            Objective = new() { StopTraining = false },
        };
        var result = TrainingRun.Train(options, new SilentProgress(_ => stop.Cancel()), _ => { }, stop.Token);
        Assert.Equal(TrainingEnd.Interrupted, result.End);
        Assert.Single(result.History.Epochs);
        using var package = ModelPackage.Open(result.PackagePath);
        Assert.Equal(1, package.Definition.Training.BestEpoch);
    }

    [Fact]
    public void Bands_without_data_are_left_out_of_the_network()
    {
        using var folder = new TestFolder();
        var chips = ToyScene.Cut(folder, bands: 4, sample: (b, r, c) => b == 1 ? -9999 : Toy.Sample(b, r, c));
        var result = TrainingRun.Train(Options(folder, chips), new SilentProgress(), _ => { }, default);
        using var package = ModelPackage.Open(result.PackagePath);
        Assert.Equal([0, 2, 3], package.Definition.Bands.Select(b => b.Index));
        Assert.Equal(4, package.Definition.SourceBandCount);
    }

    [Theory]
    [InlineData(
        "chip size",
        "--chip-size is 32, and the chips in {chips} are 16 x 16 px. Give at most 16, leave it out to train on whole chips, or cut the chips again with --tile-size 32."
    )]
    [InlineData(
        "options",
        "--max-epochs is 0: give 1 to 10000. --batch-size is 0: give 2 to 1024 chips; batch normalisation needs more than one."
    )]
    [InlineData(
        "folder",
        "--out {toy} holds something that no training wrote ('thesis.doc'), and a run's folder holds nothing else. Give a new or an empty folder."
    )]
    [InlineData(
        "packages",
        "--out {toy} holds something that no training wrote ('belize.dlpk'), and a run's folder holds nothing else. Give a new or an empty folder."
    )]
    public void What_cannot_be_trained_is_refused_with_the_remedy(string wrong, string text)
    {
        using var folder = new TestFolder();
        var chips = ToyScene.Cut(folder);
        var options = Options(folder, chips);
        options = wrong switch
        {
            "chip size" => options with { ChipSize = 32 },
            "options" => options with { MaxEpochs = 0, BatchSize = 0 },
            _ => options,
        };
        if (wrong is "folder" or "packages")
        {
            Directory.CreateDirectory(folder["toy"]);
            File.WriteAllText(folder[wrong == "folder" ? "toy/thesis.doc" : "toy/belize.dlpk"], "mine");
        }

        var error = Assert.ThrowsAny<Exception>(() =>
            TrainingRun.Train(options, new SilentProgress(), _ => { }, default)
        );
        Assert.True(error is SegmentDataException or SegmentOutputException);
        Assert.Equal(text.Replace("{chips}", chips).Replace("{toy}", folder["toy"]), error.Message);
        Assert.False(File.Exists(folder["toy/toy.dlpk"]));
        Assert.Equal(wrong is "folder" or "packages", Directory.Exists(folder["toy"]));
    }

    [Fact]
    public void A_folder_that_is_no_run_is_not_exported()
    {
        using var folder = new TestFolder();
        var error = Assert.Throws<SegmentDataException>(() => PackageExport.Export(folder["nothing"], _ => { }));
        Assert.Equal(
            $"{folder["nothing"]} is not a run folder: it holds 0 definitions (.emd) instead of one. Give the folder that a training wrote (its --out).",
            error.Message
        );
    }

    [Fact]
    public void Damaged_weights_are_not_exported()
    {
        using var folder = new TestFolder();
        var result = TrainingRun.Train(Options(folder, ToyScene.Cut(folder)), new SilentProgress(), _ => { }, default);
        File.Delete(result.PackagePath);
        var weights = folder["toy/best.safetensors"];
        var tensors = TensorFile.Read(weights).ToDictionary();
        tensors.Remove("encoder.conv1.weight");
        TensorFile.Write(weights, tensors);
        var error = Assert.Throws<SegmentDataException>(() => PackageExport.Export(folder["toy"], _ => { }));
        Assert.Equal(
            $"{weights} does not fit the network of its definition: 'encoder.conv1.weight' should have the shape (16, 3, 3, 3) and is missing. Train again.",
            error.Message
        );
        File.WriteAllBytes(weights, File.ReadAllBytes(folder["toy/windows.safetensors"])[..100]);
        error = Assert.Throws<SegmentDataException>(() => PackageExport.Export(folder["toy"], _ => { }));
        Assert.StartsWith($"{weights} cannot be read as a file of tensors: ", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(result.PackagePath));
    }

    [Fact]
    public void The_report_needs_nothing_else_and_shows_everything()
    {
        using var folder = new TestFolder();
        var result = TrainingRun.Train(Options(folder, ToyScene.Cut(folder)), new SilentProgress(), _ => { }, default);
        var page = File.ReadAllText(result.ReportPath);
        var head = page[..page.IndexOf("<script", StringComparison.Ordinal)];

        // An empty icon, so that no browser asks for one.
        head = head.Replace("href=\"data:,\"", string.Empty, StringComparison.Ordinal);
        foreach (var link in new[] { "src=\"", "href=\"", "@import", "url(http" })
        {
            Assert.DoesNotContain(link, head, StringComparison.Ordinal);
        }

        using var data = System.Text.Json.JsonDocument.Parse(page.Split("id=\"review\">")[1].Split("</script>")[0]);
        var model = Assert.Single(data.RootElement.GetProperty("models").EnumerateArray());
        Assert.Contains(
            "pixel lies in a training chip",
            model.GetProperty("metrics").GetProperty("split").GetProperty("line").GetString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Highest learning rate",
            model.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString())
        );
        Assert.Equal(
            result.History.Epochs.Select(e => e.ValidLoss),
            model
                .GetProperty("history")
                .GetProperty("epochs")
                .EnumerateArray()
                .Select(e => e.GetProperty("validLoss").GetDouble())
        );
        Assert.NotEqual(0, model.GetProperty("chips").GetProperty("items").GetArrayLength());
    }

    private static TrainOptions Options(TestFolder folder, string chips) =>
        new()
        {
            Chips = chips,
            RunFolder = folder["toy"],
            BackboneModel = "light",
            MaxEpochs = 3,
            Device = TrainingDevice.Cpu,
        };
}
