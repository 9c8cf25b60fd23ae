namespace Segment.Raster;

/// <summary>What this process may use of the machine.</summary>
/// <param name="Cores">Cores; in a container those that its quota allows, rounded up.</param>
/// <param name="MemoryBytes">Memory; in a container what its limit leaves to one process.</param>
/// <remarks>.NET reads both from the control group where there is one
/// (<see href="https://learn.microsoft.com/dotnet/core/runtime-config/garbage-collector"/>).</remarks>
public sealed record MachineLimits(int Cores, long MemoryBytes)
{
    /// <summary>A job takes one part of the memory in so many, unless it is told otherwise.</summary>
    public const int DefaultParts = 4;

    /// <summary>Gets this machine's limits.</summary>
    public static MachineLimits Here { get; } =
        new(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Gets the memory that a job takes unless it is told otherwise: a quarter.</summary>
    public long DefaultMemory => MemoryBytes / DefaultParts;
}
