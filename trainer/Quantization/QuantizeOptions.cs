namespace Segment.Trainer.Quantization;

/// <summary>What to quantise.</summary>
public sealed record QuantizeOptions
{
    /// <summary>Gets the package.</summary>
    public required string Package { get; init; }

    /// <summary>Gets the folder of the chips that the package was trained on.</summary>
    public required string Chips { get; init; }

    /// <summary>Gets the package to write; null writes the variant into <see cref="Package"/> itself.</summary>
    public string? Out { get; init; }

    /// <summary>Gets the value in the label chips that means no label; null takes what the folder says, else 0.</summary>
    public int? IgnoreValue { get; init; }

    /// <summary>Lists everything that is wrong with the options.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (Out is { } path && !path.EndsWith(".dlpk", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"--out is '{path}': a package's name ends with .dlpk.";
        }

        if (IgnoreValue is < 0 or > ushort.MaxValue)
        {
            yield return $"--ignore-value is {IgnoreValue}: give 0–{ushort.MaxValue}.";
        }
    }
}
