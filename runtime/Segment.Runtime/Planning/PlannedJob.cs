using Segment.Raster;
using Segment.Runtime.Pipeline;

namespace Segment.Runtime.Planning;

/// <summary>A job that is ready to run.</summary>
/// <param name="Setup">What the pipeline works on.</param>
/// <param name="Grid">The scene's grid.</param>
/// <param name="Key">What the map's bytes depend on.</param>
/// <param name="Taken">When the scene was taken; null where it does not tell.</param>
/// <param name="Memory">What the job takes of the memory.</param>
internal sealed record PlannedJob(
    PipelineSetup Setup,
    GridGeometry Grid,
    IReadOnlyDictionary<string, string> Key,
    DateTimeOffset? Taken,
    MemoryModel Memory
)
{
    /// <summary>Gets the memory that the process will take at its largest, in bytes.</summary>
    public long MemoryBytes => Memory.Bytes(Setup.Plan);
}
