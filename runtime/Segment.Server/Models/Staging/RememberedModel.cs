namespace Segment.Server.Models.Staging;

/// <summary>What a server must know of a model after a restart.</summary>
public sealed record RememberedModel
{
    /// <summary>Gets the SHA-256 of the package that answers; null where none does.</summary>
    public string? Served { get; init; }

    /// <summary>Gets the packages that answered before, the latest first.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>Gets the pinned package; null where none is.</summary>
    public string? Pinned { get; init; }

    /// <summary>Gets the package that was rolled back, which is not taken again as long as the folder holds it.</summary>
    public string? RolledBack { get; init; }

    /// <summary>Gets what the package that answers changed on the canary's map.</summary>
    public CanaryReport? Canary { get; init; }

    /// <summary>Lists all packages that are named here.</summary>
    /// <returns>Their SHA-256, some perhaps twice.</returns>
    public IEnumerable<string> All() => new[] { Served, Pinned, RolledBack }.Concat(Earlier).OfType<string>();

    /// <summary>Notes that another package answers.</summary>
    /// <param name="sha256">The package; null: none.</param>
    /// <param name="kept">How many earlier packages are remembered.</param>
    /// <returns>The new note.</returns>
    public RememberedModel Switched(string? sha256, int kept) =>
        this with
        {
            Served = sha256,
            Earlier =
            [
                .. new[] { Served }
                    .OfType<string>()
                    .Concat(Earlier)
                    .Where(earlier => earlier != sha256)
                    .Distinct(StringComparer.Ordinal)
                    .Take(kept),
            ],
        };
}
