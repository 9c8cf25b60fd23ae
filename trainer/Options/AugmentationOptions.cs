namespace Segment.Trainer.Options;

/// <summary>How training chips are varied.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems()
    {
        yield break;
    }
}
