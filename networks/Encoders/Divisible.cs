namespace Segment.Networks.Encoders;

/// <summary>The rounding of channel counts that the mobile networks share.</summary>
/// <remarks>torchvision's and TensorFlow's <c>_make_divisible</c>; published channel counts follow from it.</remarks>
internal static class Divisible
{
    private const int Step = 8;

    /// <summary>Rounds to a multiple of 8, at least 8, and never down by more than a tenth.</summary>
    /// <param name="channels">Wanted channels.</param>
    /// <returns>Channels.</returns>
    public static int Round(double channels)
    {
        var rounded = Math.Max(Step, (int)(channels + (Step / 2.0)) / Step * Step);
        return rounded < 0.9 * channels ? rounded + Step : rounded;
    }
}
