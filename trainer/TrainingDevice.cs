namespace Segment.Trainer;

/// <summary>Where the network is trained.</summary>
public enum TrainingDevice
{
    /// <summary>On the first CUDA device where there is one, else on the CPU; a notice says which.</summary>
    Auto,

    /// <summary>On the CPU.</summary>
    Cpu,

    /// <summary>On the first CUDA device; an error where there is none.</summary>
    Cuda,
}
