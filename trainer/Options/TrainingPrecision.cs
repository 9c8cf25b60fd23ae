namespace Segment.Trainer.Options;

/// <summary>The precision of a training's convolutions; weights, loss and validation are always float32.</summary>
public enum TrainingPrecision
{
    /// <summary>bfloat16 where the device multiplies it natively, else float32.</summary>
    Auto,

    /// <summary>32-bit floats.</summary>
    Float32,

    /// <summary>16-bit floats with the range of 32-bit ones; slower than float32 where the device lacks them.</summary>
    BFloat16,
}
