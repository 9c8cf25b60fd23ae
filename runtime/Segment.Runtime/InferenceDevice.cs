namespace Segment.Runtime;

/// <summary>Where the network runs.</summary>
public enum InferenceDevice
{
    /// <summary>CUDA where this build and this machine have it, else the CPU; a notice says which and why.</summary>
    Auto,

    /// <summary>The CPU: one single-threaded lane a core.</summary>
    Cpu,

    /// <summary>The first CUDA device; an error where there is none.</summary>
    Cuda,
}
