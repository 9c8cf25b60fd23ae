namespace Segment.Trainer.AutoDl;

/// <summary>
/// Successive halving: short trainings for all, then the time goes to the promising. Three rounds; each round's time is
/// shared evenly among those that are left.
/// </summary>
/// <remarks>
/// Jamieson and Talwalkar 2016, <see href="https://arxiv.org/abs/1502.07943">Non-stochastic best arm identification and
/// hyperparameter optimization</see>; a third goes on, as in Li et al. 2018, <see href="https://arxiv.org/abs/1603.06560">
/// Hyperband</see>. A training that goes on begins anew with more epochs, because a one-cycle schedule is made for its length.
/// </remarks>
/// <param name="options">What to try, and for how long.</param>
/// <param name="side">The chips' side, in pixels.</param>
internal sealed class Rounds(AutoDlOptions options, int side)
{
    /// <summary>How many rounds there are.</summary>
    public const int Count = 3;

    private const int Kept = 3;
    private const double AdvancedFirstShare = 0.5;

    /// <summary>Gets the most epochs that a training of a round may have: half as many in each round before the last.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <returns>1 or more.</returns>
    public int MaxEpochs(int round) => Math.Max(1, options.MaxEpochs >> (Count - round));

    /// <summary>Gets what a round tries.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="trials">The trials so far.</param>
    /// <returns>What to try; none where nothing was scored before.</returns>
    public IReadOnlyList<Candidate> Candidates(int round, IReadOnlyList<Trial> trials)
    {
        if (round == 1)
        {
            return CandidateCatalog.First(options.Networks, side);
        }

        var before = Trial.Ranked(trials.Where(t => t.Round == round - 1));
        if (round == 2 && options.Mode == AutoDlMode.Advanced)
        {
            return CandidateCatalog.Backbones(before.Select(t => t.Candidate.ModelType).Distinct().Take(2), side);
        }

        var survivors = before.Take((before.Count + Kept - 1) / Kept).Select(t => t.Candidate);
        var both = round == 2 || options.Mode == AutoDlMode.Advanced;
        return [.. both ? survivors.SelectMany(CandidateCatalog.ChipSizes) : survivors];
    }

    /// <summary>Gets the time by whose end a round shall be over, counted from the start of the search.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="usedBefore">The seconds that earlier rounds took.</param>
    /// <returns>Seconds.</returns>
    public double EndSeconds(int round, double usedBefore)
    {
        var left = options.TotalTimeLimit.TotalSeconds - usedBefore;
        var share = round == 1 && options.Mode == AutoDlMode.Advanced ? AdvancedFirstShare : 1.0 / (Count - round + 1);
        return usedBefore + (left * share);
    }
}
