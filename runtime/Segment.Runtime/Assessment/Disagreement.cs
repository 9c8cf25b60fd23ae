using Segment.PackageFormat;

namespace Segment.Runtime.Assessment;

/// <summary>The two parts of what a map gets wrong: wrong amounts of the classes, and right amounts at wrong places.</summary>
/// <param name="Quantity">Share of the area by which the classes' amounts differ, 0–1.</param>
/// <param name="Allocation">Share of the area that better placing alone would set right, 0–1.</param>
/// <remarks>Pontius and Millones 2011, <see href="https://doi.org/10.1080/01431161.2011.552923"/>, equations 2 to 5: for each
/// class, quantity |p(+g) − p(g+)| and allocation 2·min(p(g+) − p(gg), p(+g) − p(gg)), each summed and halved. Together they are
/// 1 − accuracy.</remarks>
public readonly record struct Disagreement(double Quantity, double Allocation)
{
    /// <summary>Parts the disagreement of shares of an area.</summary>
    /// <param name="proportions">By class of the map (rows) and of the reference (columns); sums to 1.</param>
    /// <returns>The two parts.</returns>
    public static Disagreement Of(double[,] proportions)
    {
        var classes = proportions.GetLength(0);
        var (quantity, allocation) = (0.0, 0.0);
        for (var g = 0; g < classes; g++)
        {
            var (mapped, found) = (0.0, 0.0);
            for (var other = 0; other < classes; other++)
            {
                mapped += proportions[g, other];
                found += proportions[other, g];
            }

            quantity += Math.Abs(found - mapped) / 2;
            allocation += Math.Min(mapped - proportions[g, g], found - proportions[g, g]);
        }

        return new Disagreement(quantity, allocation);
    }

    /// <summary>Turns counts into shares.</summary>
    /// <param name="matrix">Reference (rows) against map (columns), with at least one count.</param>
    /// <returns>By class of the map (rows) and of the reference (columns); sums to 1.</returns>
    public static double[,] Proportions(ConfusionMatrix matrix)
    {
        var total = (double)matrix.Total;
        var shares = new double[matrix.Classes, matrix.Classes];
        for (var map = 0; map < matrix.Classes; map++)
        {
            for (var reference = 0; reference < matrix.Classes; reference++)
            {
                shares[map, reference] = matrix[reference, map] / total;
            }
        }

        return shares;
    }

    /// <summary>Gets Cohen's kappa of shares of an area, (p − e) / (1 − e) with p the accuracy and e the agreement of
    /// chance.</summary>
    /// <param name="proportions">By class of the map (rows) and of the reference (columns); sums to 1.</param>
    /// <returns>−1 to 1; NaN where chance alone explains everything.</returns>
    public static double Kappa(double[,] proportions)
    {
        var classes = proportions.GetLength(0);
        var (right, chance) = (0.0, 0.0);
        for (var g = 0; g < classes; g++)
        {
            var (mapped, found) = (0.0, 0.0);
            for (var other = 0; other < classes; other++)
            {
                mapped += proportions[g, other];
                found += proportions[other, g];
            }

            right += proportions[g, g];
            chance += mapped * found;
        }

        return chance >= 1 ? double.NaN : (right - chance) / (1 - chance);
    }
}
