using Segment.PackageFormat.Json;

namespace Segment.PackageFormat;

/// <summary>
/// What people want to see of a training beside its scores: the content of <c>review.json</c>, in a run folder and in its
/// package. It holds nothing of the clock: equal trainings give equal packages.
/// </summary>
public sealed record ModelReview
{
    /// <summary>The file's name in a run folder and in a package.</summary>
    public const string FileName = "review.json";

    /// <summary>The most chips that are kept.</summary>
    public const int MaxChips = 16;

    private static readonly VersionedJson<ModelReview> Json = new(
        PackageJson.WithOwnKeys<ModelReview>(),
        ["schemaVersion"]
    );

    /// <summary>Gets the version of the file's layout; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Gets every parameter of the training, in the order shown.</summary>
    public required IReadOnlyList<NamedText> Parameters { get; init; }

    /// <summary>Gets what the user was told while training, one sentence each.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Gets the search for the learning rate; null where there was none.</summary>
    public required RateCurve? RateSearch { get; init; }

    /// <summary>Gets how the bands of the chips were stretched to bytes, in the order of their planes; empty where there are no chips.</summary>
    public required IReadOnlyList<StretchedBand> ChipBands { get; init; }

    /// <summary>Gets validation chips that the network answers best and worst, best first.</summary>
    public required IReadOnlyList<ReviewChip> Chips { get; init; }

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>The review.</returns>
    /// <exception cref="SegmentDataException">The content is not sound; the message names the file and the place.</exception>
    public static ModelReview FromJson(ReadOnlyMemory<byte> utf8, string file = FileName) =>
        Json.ReadSound(utf8, file, r => r.Problems());

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => Json.Write(this);

    /// <summary>Lists everything that is wrong with the review.</summary>
    /// <returns>One sentence for each problem; none for a sound review.</returns>
    public IEnumerable<string> Problems()
    {
        if (SchemaVersion != 1)
        {
            yield return $"The review's layout version is {SchemaVersion}; 1 is written.";
        }

        foreach (var problem in RateSearch?.Problems() ?? [])
        {
            yield return problem;
        }

        if (Chips.Count > MaxChips)
        {
            yield return $"The review holds {Chips.Count} chips; up to {MaxChips} are allowed.";
        }

        if (ChipBands.Any(b => b.Band < 0 || !double.IsFinite(b.Low) || !double.IsFinite(b.High) || b.Low > b.High))
        {
            yield return "A band of the review's chips has a position below 0, or limits that are no ascending numbers.";
        }

        foreach (var problem in Chips.SelectMany(c => c.Problems(ChipBands.Count)))
        {
            yield return problem;
        }
    }
}
