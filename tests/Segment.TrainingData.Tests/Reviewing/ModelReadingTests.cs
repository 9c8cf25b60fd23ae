using Segment.Tests;
using Segment.TrainingData.Reviewing;

namespace Segment.TrainingData.Tests.Reviewing;

public sealed class ModelReadingTests : IDisposable
{
    private readonly string run = Directory.CreateTempSubdirectory("segment-reading-").FullName;

    public void Dispose() => Directory.Delete(run, recursive: true);

    [Fact]
    public void A_run_folder_tells_all()
    {
        var model = Write(ReviewedModels.Make());
        File.WriteAllBytes(In("belize.dlpk"), new byte[1234]);

        var read = ModelReading.Read(run);

        Assert.Equal(model.Definition.ToJson(), read.Definition.ToJson());
        Assert.Equal(model.Metrics.ToJson(), read.Metrics.ToJson());
        Assert.Equal(model.History.ToJson(), read.History.ToJson());
        Assert.Equal(model.Review!.ToJson(), read.Review!.ToJson());
        Assert.Equal(model.Record!.ToJson(), read.Record!.ToJson());
        Assert.Equal(1234, read.PackageBytes);
    }

    [Fact]
    public void What_older_versions_did_not_keep_may_be_missing()
    {
        Write(ReviewedModels.Make());
        File.Delete(In(ModelReview.FileName));
        File.Delete(In(RunRecord.FileName));

        var read = ModelReading.Read(run);

        Assert.Null(read.Review);
        Assert.Null(read.Record);
        Assert.Null(read.PackageBytes);
        Assert.Contains("belize", ReviewPage.Render([read]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_figures_is_refused_with_what_is_missing()
    {
        Write(ReviewedModels.Make());
        File.Delete(In(TrainingMetrics.FileName));

        Assert.Equal(
            $"{run} is no finished training: there is no metrics.json. Give the folder that 'segment train' wrote (its --out), or a package (.dlpk).",
            Assert.Throws<SegmentDataException>(() => ModelReading.Read(run)).Message
        );
        Assert.StartsWith(
            "nowhere is no finished training: there is no such file or folder.",
            Assert.Throws<SegmentDataException>(() => ModelReading.Read("nowhere")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Files_of_two_trainings_are_refused()
    {
        var model = Write(ReviewedModels.Make());
        File.WriteAllBytes(In(TrainingHistory.FileName), (model.History with { BestEpoch = 2 }).ToJson());

        Assert.Equal(
            $"The files in {run} are not of one training. The definition's best epoch is 4, that of metrics.json 4 and that of history.json 2; they are "
                + "one and the same. Train again, or review the package.",
            Assert.Throws<SegmentDataException>(() => ModelReading.Read(run)).Message
        );
    }

    private ReviewedModel Write(ReviewedModel model)
    {
        File.WriteAllBytes(In("belize.emd"), model.Definition.ToJson());
        File.WriteAllBytes(In(TrainingMetrics.FileName), model.Metrics.ToJson());
        File.WriteAllBytes(In(TrainingHistory.FileName), model.History.ToJson());
        File.WriteAllBytes(In(ModelReview.FileName), model.Review!.ToJson());
        File.WriteAllBytes(In(RunRecord.FileName), model.Record!.ToJson());
        return model;
    }

    private string In(string name) => Path.Combine(run, name);
}
