using Segment.Ledger.Fields;

namespace Segment.Ledger.Tests;

/// <summary>A folder of one test's own, with a ledger; removed after it.</summary>
public sealed class LedgerFolder : IDisposable
{
    public LedgerFolder() => Folder = Directory.CreateTempSubdirectory("segment-ledger-").FullName;

    public string Folder { get; }

    public string File => Path.Combine(Folder, LedgerPlace.FileName);

    public RunLedger Ledger => new(File);

    public static RunStart Training(string result = "/runs/a") =>
        new(RunOperation.Training, result)
        {
            Command = $"train --chips chips --out {result}",
            Parameters = new Dictionary<string, string> { ["--out"] = result },
            Facts = RunFacts.None.With(RunFields.ModelType, "unet").With(RunFields.EpochsSet, 20),
        };

    public static RunEnd Trained(string hash, double accuracy = 0.803) =>
        new(
            RunState.Done,
            RunFacts
                .None.With(RunFields.Accuracy, accuracy)
                .With(RunFields.Package, "/runs/a/a.dlpk")
                .With(RunFields.PackageHash, hash)
                .With(RunFields.TrainingSeconds, 372.4)
                .With(RunFields.ModelBytes, 94_000_000)
        );

    public static RunStart Map(string result = "/maps/a.tif") => new(RunOperation.Classification, result);

    public static RunEnd Mapped(string hash, double seconds = 480) =>
        new(
            RunState.Done,
            RunFacts
                .None.With(RunFields.PackageHash, hash)
                .With(RunFields.Package, "/runs/a/a.dlpk")
                .With(RunFields.InferenceSeconds, seconds)
        )
        {
            Thumbnail = new byte[] { 1, 2, 3 },
        };

    public long Done(RunStart start, RunEnd end)
    {
        var number = Ledger.Begin(start);
        Ledger.End(number, end);
        return number;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
