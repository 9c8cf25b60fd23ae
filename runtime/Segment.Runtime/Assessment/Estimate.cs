namespace Segment.Runtime.Assessment;

/// <summary>A figure that was estimated from a sample, with the error that the sample's chance brings.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error, in the same unit; 0 or more.</param>
public readonly record struct Estimate(double Value, double StandardError)
{
    /// <summary>Standard errors on each side of a 95 % interval, as Olofsson et al. 2014 print it.</summary>
    public const double Reach = 1.96;

    /// <summary>Gets half the width of the 95 % interval.</summary>
    public double HalfWidth => Reach * StandardError;

    /// <summary>Gets the lower end of the 95 % interval; it may lie below 0, which says that the sample is too small.</summary>
    public double Lower => Value - HalfWidth;

    /// <summary>Gets the upper end of the 95 % interval.</summary>
    public double Upper => Value + HalfWidth;

    /// <summary>Gets the estimate in another unit.</summary>
    /// <param name="factor">Units of the new kind in one of the old.</param>
    /// <returns>Value and standard error times the factor.</returns>
    public Estimate Times(double factor) => new(Value * factor, StandardError * factor);
}
