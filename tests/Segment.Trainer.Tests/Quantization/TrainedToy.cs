namespace Segment.Trainer.Tests.Quantization;

/// <summary>One training of the toy that several tests share.</summary>
public sealed class TrainedToy : IDisposable
{
    private readonly TestFolder folder = new();

    public TrainedToy()
    {
        Chips = ToyScene.Cut(folder);
        var options = new TrainOptions
        {
            Chips = Chips,
            RunFolder = folder["toy"],
            BackboneModel = "light",
            MaxEpochs = 3,
            Device = TrainingDevice.Cpu,
        };
        Package = TrainingRun.Train(options, new SilentProgress(), _ => { }, default).PackagePath;
    }

    /// <summary>Gets the package.</summary>
    public string Package { get; }

    /// <summary>Gets the chips folder.</summary>
    public string Chips { get; }

    public void Dispose() => folder.Dispose();
}
