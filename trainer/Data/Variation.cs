namespace Segment.Trainer.Data;

/// <summary>How a chip's part is varied for one step. Lighting is a factor and a sum for each band's normalised values, so that it
/// costs nothing beside the normalisation.</summary>
/// <param name="Orientation">How it is turned: whole pixels change places.</param>
/// <param name="Geometry">What else moves its pixels, which are then interpolated; null moves none.</param>
/// <param name="Gain">For each band that the network reads, what its normalised values are multiplied by; null changes none.</param>
/// <param name="Shift">For each band that the network reads, what is added then; null adds nothing.</param>
internal sealed record Variation(
    Orientation Orientation = default,
    LinearMap? Geometry = null,
    float[]? Gain = null,
    float[]? Shift = null
)
{
    /// <summary>Gets the one that changes nothing.</summary>
    public static Variation None { get; } = new();
}
