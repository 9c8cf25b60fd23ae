using System.Globalization;
using System.Text.Json.Serialization;
using Segment.PackageFormat.Json;

namespace Segment.PackageFormat;

/// <summary>How the loss of a fresh network moves as the learning rate grows from step to step, and the rate that was chosen:
/// <c>learning_rate.json</c> in a run folder, and a part of <see cref="ModelReview"/>.</summary>
public sealed record RateCurve
{
    /// <summary>The file's name in a run folder.</summary>
    public const string FileName = "learning_rate.json";

    private static readonly VersionedJson<RateCurve> Json = new(
        PackageJson.WithOwnKeys<RateCurve>(),
        ["schemaVersion"]
    );

    /// <summary>Gets the version of the file's layout; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Gets the rate of each step, ascending.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Gets the loss of each step.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>Gets the losses without their noise.</summary>
    public required IReadOnlyList<double> Smoothed { get; init; }

    /// <summary>Gets the rate at which a fifth of the loss's fall is done; null where it never falls.</summary>
    public required double? Begins { get; init; }

    /// <summary>Gets the rate at which four fifths of it are; null where it never falls.</summary>
    public required double? Ends { get; init; }

    /// <summary>Gets the chosen rate: the middle between both, by ratio; null where the loss never falls.</summary>
    [JsonIgnore]
    public double? Chosen => Begins is { } begins && Ends is { } ends ? Math.Sqrt(begins * ends) : null;

    /// <summary>Explains the choice.</summary>
    /// <param name="instead">The rate that is taken where the loss never falls.</param>
    /// <returns>A sentence for the user.</returns>
    public string Explain(double instead) =>
        Chosen is { } chosen
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The search for the learning rate took {chosen:0.00e+0}: over {Rates.Count} steps of growing rate the loss fell from {Begins:0.0e+0} to "
                    + $"{Ends:0.0e+0}, and this is the middle of the fall (learning_rate.svg shows it)."
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The search for the learning rate found none: the loss of {Rates.Count} steps of growing rate never fell beyond its noise. The rate by rule "
                    + $"is taken, {instead:0.######}."
            );

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="SegmentDataException">The content is not sound; the message names the file and the place.</exception>
    public static RateCurve FromJson(ReadOnlyMemory<byte> utf8, string file = FileName) =>
        Json.ReadSound(utf8, file, c => c.Problems());

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => Json.Write(this);

    /// <summary>Lists everything that is wrong with the curve.</summary>
    /// <returns>One sentence for each problem; none for a sound curve.</returns>
    public IEnumerable<string> Problems()
    {
        if (SchemaVersion != 1)
        {
            yield return $"The rate search's layout version is {SchemaVersion}; 1 is written.";
        }

        if (Rates.Count is 0 || Losses.Count != Rates.Count || Smoothed.Count != Rates.Count)
        {
            yield return $"The rate search has {Rates.Count} rates, {Losses.Count} losses and {Smoothed.Count} smoothed losses; as many of each are needed.";
        }

        if (
            Rates.Any(r => !(r > 0 && double.IsFinite(r)))
            || Losses.Concat(Smoothed).Any(l => !double.IsFinite(l))
            || new[] { Begins, Ends }.Any(r => r is { } rate && !(rate > 0 && double.IsFinite(rate)))
        )
        {
            yield return "The rate search holds a number that is not allowed; rates are above 0, losses are finite.";
        }
    }
}
