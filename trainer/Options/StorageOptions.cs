namespace Segment.Trainer.Options;

/// <summary>Where chips are kept while training.</summary>
public sealed record StorageOptions
{
    /// <summary>Gets the bytes that the images of all chips may take in memory; with more they are kept in a file beside the chips.
    /// Null takes a quarter of the machine's memory, or of its container's.</summary>
    public long? ChipMemory { get; init; }

    /// <summary>Finds what is wrong with the options themselves.</summary>
    /// <returns>One sentence for each problem, for the user.</returns>
    public IEnumerable<string> Problems()
    {
        if (ChipMemory < 0)
        {
            yield return $"--chip-memory is {ChipMemory} bytes: give a size such as 4GB, or 0MB to keep no image in memory.";
        }
    }
}
