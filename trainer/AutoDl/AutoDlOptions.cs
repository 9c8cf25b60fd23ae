using Segment.Networks.Decoders;
using Segment.PackageFormat;

namespace Segment.Trainer.AutoDl;

/// <summary>What to try, and for how long.</summary>
public sealed record AutoDlOptions
{
    /// <summary>Gets the chips, the folder to write, split, seed and device; its network and epochs are not looked at.</summary>
    public required TrainOptions Training { get; init; }

    /// <summary>Gets the time for all trainings together, 10 s to 30 days; 2 h is ArcGIS's default.</summary>
    public TimeSpan TotalTimeLimit { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Gets the most epochs of the longest trainings, 1–10 000; early stopping ends most sooner.</summary>
    public int MaxEpochs { get; init; } = 100;

    /// <summary>Gets how much is tried.</summary>
    public AutoDlMode Mode { get; init; } = AutoDlMode.Basic;

    /// <summary>Gets the model types to try; none means all.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Gets a value indicating whether every trained model is kept as a package, not only the winner.</summary>
    public bool SaveEvaluatedModels { get; init; }

    /// <summary>Gets a value indicating whether an earlier search in the folder is thrown away.</summary>
    public bool Restart { get; init; }

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if the search can start.</returns>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Training.Problems())
        {
            yield return problem;
        }

        if (TotalTimeLimit < TimeSpan.FromSeconds(10) || TotalTimeLimit > TimeSpan.FromDays(30))
        {
            yield return $"--total-time-limit is {TotalTimeLimit.TotalSeconds:0.#} s: give 10 s to 30 days, such as 90m or 2h.";
        }

        if (MaxEpochs is < 1 or > TrainOptions.MaximumEpochs)
        {
            yield return $"--max-epochs is {MaxEpochs}: give 1 to {TrainOptions.MaximumEpochs}.";
        }

        foreach (var name in Networks.Where(n => DecoderCatalog.Find(n) is null))
        {
            yield return $"--networks names '{name}', which is no model type. {NearestName.Hint(name, [.. DecoderCatalog.All.Select(d => d.Name)])}";
        }
    }
}
