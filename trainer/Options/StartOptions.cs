namespace Segment.Trainer.Options;

/// <summary>What the weights are before the first step.</summary>
public sealed record StartOptions
{
    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems()
    {
        yield break;
    }
}
