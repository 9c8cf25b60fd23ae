namespace Segment.PackageFormat.Tests;

public sealed class TrainingHistoryTests
{
    [Fact]
    public void A_file_read_back_says_the_same()
    {
        var read = TrainingHistory.FromJson(Samples.History.ToJson());

        Assert.Equal(Samples.History.Epochs, read.Epochs);
        Assert.Equal(2, read.BestEpoch);
        Assert.Equal("valid_loss", read.Monitor);
        Assert.Equal(Samples.History.ClassIoU, read.ClassIoU);
        Assert.Equal(3, read.SchemaVersion);
    }

    [Fact]
    public void The_keys_are_those_of_the_documentation()
    {
        using var json = System.Text.Json.JsonDocument.Parse(Samples.History.ToJson());

        Assert.Equal(
            "schemaVersion monitor epochs classIoU bestEpoch",
            string.Join(' ', json.RootElement.EnumerateObject().Select(p => p.Name))
        );
        Assert.Equal(
            "epoch trainLoss validLoss accuracy macroDice learningRate meanIoU monitored",
            string.Join(' ', json.RootElement.GetProperty("epochs")[0].EnumerateObject().Select(p => p.Name))
        );
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var history = Samples.History with
        {
            BestEpoch = 9,
            Monitor = "",
            ClassIoU =
            [
                [0.5, 1.5],
            ],
            Epochs = [new(1, double.NaN, 1, 0.5, 0.5, 0.1, 0.4, 1), new(3, 1, 1, 0.5, 0.5, 0.1, 1.4, 1)],
        };

        Assert.Equal(
            [
                "The figure that decided is ''; 1–300 characters without control characters are allowed.",
                "The best epoch is 9, which is not among the 2 epochs of the history.",
                "The IoU of the classes has 1 rows for 2 epochs; one row for each epoch with one share, 0–1, for each class is needed, or no row at all.",
                "Epoch 1 holds a number that is not allowed; losses are finite, shares are 0–1, the learning rate is 0 or more.",
                "Epoch 3 stands at place 2 of the history; epochs are counted from 1 without gaps.",
                "Epoch 3 holds a number that is not allowed; losses are finite, shares are 0–1, the learning rate is 0 or more.",
            ],
            history.Problems()
        );
    }

    [Fact]
    public void The_first_layout_knew_the_validation_loss_only()
    {
        var text =
            """{"schemaVersion":1,"bestEpoch":1,"epochs":[{"epoch":1,"trainLoss":2,"validLoss":1.5,"accuracy":0.5,"macroDice":0.5,"seconds":1,"learningRate":0.1}]}""";

        var read = TrainingHistory.FromJson(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal("valid_loss", read.Monitor);
        Assert.Equal((1.5, null), (read.Epochs[0].Monitored, read.Epochs[0].MeanIoU));
        Assert.Empty(read.ClassIoU);
    }

    [Fact]
    public void The_second_layout_knew_no_class_by_itself()
    {
        var text =
            """{"schemaVersion":2,"monitor":"miou","bestEpoch":1,"epochs":[{"epoch":1,"trainLoss":2,"validLoss":1.5,"accuracy":0.5,"macroDice":0.5,"learningRate":0.1,"meanIoU":0.4,"monitored":0.4}]}""";

        var read = TrainingHistory.FromJson(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(("miou", 3), (read.Monitor, read.SchemaVersion));
        Assert.Empty(read.ClassIoU);
    }
}
