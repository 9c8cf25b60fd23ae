namespace Segment.Trainer.Options;

/// <summary>How the weights move: rates, decay, freezing, averaging, batches and precision.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems()
    {
        yield break;
    }
}
