using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Packaging;
using Segment.Trainer.Torch;

namespace Segment.Trainer.AutoDl;

/// <summary>Tries networks within a time and keeps the best.</summary>
public static class AutoDlRun
{
    private const string WinnerFolder = "winner";

    /// <summary>
    /// Searches: <c>RUN/tally.json</c> has every trial, <c>RUN/winner</c> is the run folder of the best, with its package. A
    /// search that was stopped at any moment goes on with the same call.
    /// </summary>
    /// <param name="options">What to try, and for how long.</param>
    /// <param name="progress">Follows the work.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="ended">Told each trial as it ends.</param>
    /// <param name="token">Stops the search.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="SegmentDataException">The options or the chips cannot be trained on, the folder holds another search,
    /// or no trial could be scored.</exception>
    /// <exception cref="SegmentEnvironmentException">The device that was asked for is not there.</exception>
    /// <exception cref="SegmentOutputException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped; what was done is kept.</exception>
    public static AutoDlResult Search(
        AutoDlOptions options,
        ITrainingProgress progress,
        Action<string> notice,
        Action<Trial> ended,
        CancellationToken token
    )
    {
        if (string.Join(" ", options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        progress.Stage("Reading chips");
        var chips = ChipFolder.Open(options.Training.Chips, notice, options.Training.IgnoreValue);
        progress.Chips(chips);
        var folder = Path.GetFullPath(options.Training.RunFolder);
        var compute = ComputeDevice.Find(options.Training.Device, options.Training.Schedule.Precision, notice);
        var tally = Begin(options, folder, Key(options, chips, compute, token), notice);
        var side = Math.Min(chips.TileHeight, chips.TileWidth);
        var rounds = new Rounds(options, options.Training.ChipSize ?? side);
        var runner = new TrialRunner(options, rounds, chips, compute, progress);
        tally = Try(rounds, tally, runner, done => Keep(done, folder, ended), token);
        return Finish(options, folder, tally, runner, notice);

        static void Keep(Tally done, string folder, Action<Trial> ended)
        {
            done.Write(folder);
            ended(done.Trials[^1]);
        }
    }

    private static Tally Try(
        Rounds rounds,
        Tally tally,
        TrialRunner runner,
        Action<Tally> keep,
        CancellationToken token
    )
    {
        for (var round = 1; round <= Rounds.Count; round++)
        {
            var candidates = rounds.Candidates(round, tally.Trials);
            var end = rounds.EndSeconds(round, tally.Trials.Where(t => t.Round < round).Sum(t => t.Seconds));
            for (var i = 0; i < candidates.Count; i++)
            {
                token.ThrowIfCancellationRequested();
                if (tally.Trials.Any(t => t.Round == round && t.Candidate == candidates[i]))
                {
                    continue;
                }

                var share = (end - tally.Seconds) / (candidates.Count - i);
                tally = tally with { Trials = [.. tally.Trials, runner.Run(candidates[i], round, share, token)] };
                keep(tally);
            }
        }

        return tally;
    }

    private static Tally Begin(
        AutoDlOptions options,
        string folder,
        SortedDictionary<string, string> key,
        Action<string> notice
    )
    {
        try
        {
            if (options.Restart && File.Exists(Path.Combine(folder, Tally.FileName)))
            {
                Directory.Delete(folder, recursive: true);
            }

            if (Tally.Read(folder) is { } found)
            {
                RequireSame(found.Key, key, folder);
                notice($"Going on with the search in {folder}: {found.Trials.Count} trials are done.");
                return found;
            }

            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new SegmentOutputException(
                    $"--out {folder} holds something that no search wrote. Give a new or an empty folder."
                );
            }

            Directory.CreateDirectory(folder);
            var begun = new Tally { Key = key };
            begun.Write(folder);
            return begun;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"--out {folder} cannot be used: {e.Message.TrimEnd('.')}. Give a folder that can be written.",
                e
            );
        }
    }

    private static void RequireSame(
        IReadOnlyDictionary<string, string> before,
        SortedDictionary<string, string> now,
        string folder
    )
    {
        if (string.Join(", ", TrainingKey.Differences(before, now)) is { Length: > 0 } changed)
        {
            throw new SegmentDataException(
                $"The search in {folder} was begun otherwise: {changed}. Give what it was begun with, another --out, or --restart to throw "
                    + "it away."
            );
        }
    }

    /// <summary>What the trials' scores depend on. The time limit is none of it: more time lets a search go on.</summary>
    private static SortedDictionary<string, string> Key(
        AutoDlOptions options,
        ChipFolder chips,
        ComputeDevice compute,
        CancellationToken token
    ) =>
        TrainingKey.Of(
            options.Training,
            [
                ("--mode", $"{options.Mode}".ToLowerInvariant()),
                ("--networks", options.Networks.Count == 0 ? "all" : string.Join(",", options.Networks)),
                ("--max-epochs", $"{options.MaxEpochs}"),
                ("the chips", $"SHA-256 {ChipsFingerprint.Of(chips, token)}"),
                ("the device", compute.Label),
                ("the version of Segment", TrainingJob.Version),
            ]
        );

    private static AutoDlResult Finish(
        AutoDlOptions options,
        string folder,
        Tally tally,
        TrialRunner runner,
        Action<string> notice
    )
    {
        var ranked = Trial.Ranked(tally.Trials);
        if (ranked.Count == 0)
        {
            throw new SegmentDataException(
                "No network could be trained: "
                    + string.Join("; ", tally.Trials.Select(t => $"{t.Candidate.Name}: {t.Reason.TrimEnd('.')}"))
                    + ". Give more --total-time-limit, or fewer and smaller --networks."
            );
        }

        var best = ranked[0];
        var winner = Path.Combine(folder, WinnerFolder);
        var name = options.Training.ModelName + ".dlpk";
        foreach (var trial in tally.Trials.Where(t => Directory.Exists(runner.Folder(t))))
        {
            var kept = trial == best || (options.SaveEvaluatedModels && trial.End == TrialEnd.Scored);
            if (kept && !File.Exists(Path.Combine(runner.Folder(trial), name)))
            {
                _ = PackageExport.Export(runner.Folder(trial), trial == best ? notice : _ => { });
            }
            else if (!kept)
            {
                Directory.Delete(runner.Folder(trial), recursive: true);
            }
        }

        if (Directory.Exists(runner.Folder(best)))
        {
            if (Directory.Exists(winner))
            {
                Directory.Delete(winner, recursive: true);
            }

            Directory.Move(runner.Folder(best), winner);
        }

        return new AutoDlResult(tally.Trials, best, Path.Combine(winner, name), tally.Seconds);
    }
}
