using System.Globalization;
using Segment.PackageFormat;
using Segment.PackageFormat.Json;
using Segment.Trainer.Packaging;

namespace Segment.Trainer.Loop.RateSearch;

/// <summary>How the loss of a fresh network moves as the learning rate grows from step to step, and the rate that was chosen:
/// <c>learning_rate.json</c>.</summary>
internal sealed record RateCurve
{
    private static readonly VersionedJson<RateCurve> Json = new(RunJsonContext.Default.RateCurve, ["schemaVersion"]);

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

    /// <summary>Reads a curve.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="SegmentDataException">It cannot be read.</exception>
    public static RateCurve Read(string path) => Json.Read(RunFolder.Read(path), path);

    /// <summary>Writes the curve; the file appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public void Write(string path) => WholeFile.Write(path, Json.Write(this));
}
