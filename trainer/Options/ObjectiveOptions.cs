namespace Segment.Trainer.Options;

/// <summary>What training lowers, and which epoch is the best.</summary>
public sealed record ObjectiveOptions
{
    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems()
    {
        yield break;
    }
}
