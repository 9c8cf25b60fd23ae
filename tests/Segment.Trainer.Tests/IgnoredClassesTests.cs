namespace Segment.Trainer.Tests;

public class IgnoredClassesTests
{
    [Fact]
    public void An_ignored_class_is_in_no_score_and_no_map_and_a_chip_of_it_alone_does_no_harm()
    {
        using var folder = new TestFolder();
        var notices = new List<string>();
        var result = TrainingRun.Train(Options(folder, "2"), new SilentProgress(), notices.Add, default);
        using var package = ModelPackage.Open(result.PackagePath);
        Assert.Equal([1, 3], package.Definition.Classes.Select(c => c.Value));
        Assert.Equal(2, result.Metrics.Classes.Count);
        Assert.Equal("valid_loss", result.History.Monitor);
        Assert.All(result.History.Epochs, e => Assert.True(double.IsFinite(e.TrainLoss + e.ValidLoss)));
        Assert.Contains("Not learned, and never in the map: 2. Their pixels count as unlabelled.", notices);
        Assert.Contains(notices, n => n.Contains("chips were left out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("4", "--ignore-classes '4' is no class of the chips. Did you mean '1'? Known: 1, 2, 3.")]
    [InlineData("1 3", "--ignore-classes leaves 1 of 3 classes, and a network tells at least 2 apart. Ignore fewer.")]
    public void What_cannot_be_ignored_is_told(string names, string message)
    {
        using var folder = new TestFolder();
        var error = Assert.Throws<SegmentDataException>(() =>
            TrainingRun.Train(Options(folder, names), new SilentProgress(), _ => { }, default)
        );
        Assert.Equal(message, error.Message);
    }

    private static TrainOptions Options(TestFolder folder, string ignored) =>
        new()
        {
            Chips = ToyScene.Cut(
                folder,
                label: (row, column) =>
                    row % 7 == 0 ? (byte)255
                    : column > 70 ? (byte)1
                    : (byte)(row / 12 % 2 * 2)
            ),
            RunFolder = folder["toy"],
            BackboneModel = "light",
            MaxEpochs = 2,
            Objective = new() { IgnoreClasses = ignored.Split(' ') },
        };
}
