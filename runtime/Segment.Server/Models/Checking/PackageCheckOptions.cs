namespace Segment.Server.Models.Checking;

/// <summary>What to check, and within which limits.</summary>
/// <param name="Path">The package.</param>
/// <param name="MemoryBytes">Memory that the process may write to, in bytes.</param>
/// <param name="ProcessorSeconds">Processor time of all its threads together, in seconds.</param>
/// <param name="Canary">The raster that both packages map; null for none.</param>
/// <param name="Against">The package that serves; null where none does.</param>
public sealed record PackageCheckOptions(
    string Path,
    long MemoryBytes,
    long ProcessorSeconds,
    string? Canary = null,
    string? Against = null
);
