using System.Diagnostics;
using Segment.Networks;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Loop;
using Segment.Trainer.Torch;

namespace Segment.Trainer.AutoDl;

/// <summary>Runs the trials of a search: as many epochs as a trial's share of the time allows.</summary>
/// <param name="options">What to try, and for how long.</param>
/// <param name="rounds">The rounds.</param>
/// <param name="chips">The chips.</param>
/// <param name="compute">Where to train.</param>
/// <param name="progress">Follows the search.</param>
internal sealed class TrialRunner(
    AutoDlOptions options,
    Rounds rounds,
    ChipFolder chips,
    ComputeDevice compute,
    ITrainingProgress progress
)
{
    // Until a trial has shown it: reading the chips, scoring, writing.
    private const double UsualOverheadSeconds = 3;

    // Scoring the validation chips takes about this share of an epoch's steps.
    private const double ValidationShare = 0.1;

    private readonly Dictionary<Candidate, StepTimer> timers = [];
    private double overhead = UsualOverheadSeconds;
    private int? trainingChips;

    /// <summary>Gets the folder of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>The path.</returns>
    public string Folder(Trial trial) => Folder(trial.Folder);

    /// <summary>Runs a trial.</summary>
    /// <param name="candidate">What to try.</param>
    /// <param name="round">The round, from 1.</param>
    /// <param name="share">The seconds it may take.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>The trial.</returns>
    /// <exception cref="OperationCanceledException">It was stopped: there is no trial.</exception>
    public Trial Run(Candidate candidate, int round, double share, CancellationToken token)
    {
        var watch = Stopwatch.StartNew();
        progress.Stage($"Round {round}: {candidate.Name}");
        Trial Ended(TrialEnd end, string reason) =>
            new()
            {
                Round = round,
                Candidate = candidate,
                End = end,
                Reason = reason,
                Seconds = watch.Elapsed.TotalSeconds,
                Parameters = timers.GetValueOrDefault(candidate)?.Parameters ?? 0,
                MegapixelsPerSecond = timers.GetValueOrDefault(candidate)?.MegapixelsPerSecond ?? 0,
            };
        try
        {
            var epoch = EpochSeconds(candidate);
            var epochs = (int)
                Math.Min(rounds.MaxEpochs(round), (share - overhead - watch.Elapsed.TotalSeconds) / epoch);
            if (epochs < 1)
            {
                return Ended(
                    TrialEnd.TooSlow,
                    $"an epoch takes {epoch:0.0} s and {overhead:0.0} s lie around it, and its share of the time is {share:0.0} s"
                );
            }

            var result = Train(candidate, round, epochs, share * 2, token);
            overhead = Math.Max(0.1, result.Seconds - result.EpochSeconds.Sum());
            trainingChips = result.Split.Training.Count;
            return Ended(TrialEnd.Scored, string.Empty).With(result) with { MaxEpochs = epochs };
        }
        catch (SegmentDataException e)
        {
            return Ended(TrialEnd.Failed, e.Message);
        }
    }

    private string Folder(string name) => Path.Combine(options.Training.RunFolder, "trials", name);

    private TrainingResult Train(Candidate candidate, int round, int epochs, double limit, CancellationToken token)
    {
        var folder = Folder(Trial.FolderOf(round, candidate));
        if (Directory.Exists(folder))
        {
            // What a search that was killed left of this trial.
            Directory.Delete(folder, recursive: true);
        }

        // Whatever was measured, no trial takes twice its share: the best epoch until then is scored.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        stop.CancelAfter(TimeSpan.FromSeconds(limit));
        var training = options.Training with
        {
            RunFolder = folder,
            Name = options.Training.ModelName,
            ModelType = candidate.ModelType,
            BackboneModel = candidate.Backbone,
            ChipSize = candidate.ChipSize,
            MaxEpochs = epochs,
        };
        try
        {
            var result = TrainingRun.Fit(
                training,
                new TrialProgress($"Round {round}: {candidate.Name}", progress),
                _ => { },
                stop.Token
            );
            token.ThrowIfCancellationRequested();
            return result;
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            throw new SegmentDataException($"its first epoch did not end within {limit:0} s", e);
        }
    }

    private double EpochSeconds(Candidate candidate)
    {
        var network = SegmentationNetwork.Create(
            new NetworkSpec(candidate.ModelType, candidate.Backbone, chips.Bands.Count, chips.Classes.Count)
        );
        var count = trainingChips ?? chips.Chips.Count;
        var batch =
            options.Training.BatchSize
            ?? LoopSettings.AutomaticBatchSize(count, network, candidate.ChipSize, candidate.ChipSize);
        if (!timers.TryGetValue(candidate, out var timer))
        {
            timer = StepTimer.Measure(network, compute, batch, candidate.ChipSize);
            timers[candidate] = timer;
        }

        var steps = Data.EpochPlan.Steps(count, batch);
        return timer.StepSeconds * steps * (1 + ValidationShare);
    }
}
