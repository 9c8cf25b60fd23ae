namespace Segment.Server.Models;

/// <summary>What a new package changes on the canary's map.</summary>
/// <param name="Area">The canary's file name.</param>
/// <param name="Before">SHA-256 of the package that serves.</param>
/// <param name="After">SHA-256 of the new package.</param>
/// <param name="Pixels">Pixels that at least one of the two maps.</param>
/// <param name="Changed">Pixels whose class is another one.</param>
/// <param name="Classes">The classes of both, sorted by value.</param>
public sealed record CanaryReport(
    string Area,
    string Before,
    string After,
    long Pixels,
    long Changed,
    IReadOnlyList<ClassChange> Classes
)
{
    /// <summary>Gets the share of pixels whose class is another one, 0–1.</summary>
    public double ChangedShare => Pixels == 0 ? 0 : (double)Changed / Pixels;
}
