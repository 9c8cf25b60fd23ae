using System.Globalization;

namespace Segment.Trainer.Data.Augmentation;

/// <summary>What a value is drawn from, both ends included.</summary>
/// <param name="Least">The least value.</param>
/// <param name="Most">The greatest value.</param>
internal readonly record struct ValueRange(double Least, double Most)
{
    /// <summary>Gets the value a part of the way from the least to the greatest.</summary>
    /// <param name="part">0–1.</param>
    /// <returns>The value.</returns>
    public double At(double part) => Least + ((Most - Least) * part);

    /// <summary>Gets the same by factors: as likely to be twice as much as half as much.</summary>
    /// <param name="part">0–1.</param>
    /// <returns>The value.</returns>
    public double AtFactor(double part) => Math.Exp(new ValueRange(Math.Log(Least), Math.Log(Most)).At(part));

    /// <inheritdoc/>
    public override string ToString() =>
        Least.Equals(Most)
            ? Least.ToString("0.####", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Least:0.####},{Most:0.####}");
}
