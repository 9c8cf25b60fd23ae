namespace Segment.Runtime.Assessment;

/// <summary>
/// Estimates accuracy and area from a stratified random sample. Each figure is a ratio of two totals over the area, R = Y / X;
/// with d = y − R·x, its variance is the sum over the strata of N²·(1 − f)·s²(d) / n, divided by X².
/// </summary>
/// <remarks>
/// Stehman 2014, <see href="https://doi.org/10.1080/01431161.2014.930207"/>: equation 27 for the ratio, 28 for its variance,
/// and 2, 3 and 25 for a proportion of the area (there x is 1 at every pixel). Where strata are the map's classes and the finite
/// population correction (1 − f) is left out, these are equations 1 to 11 of Olofsson et al. 2014,
/// <see href="https://doi.org/10.1016/j.rse.2014.02.015"/>. F1 and IoU are such ratios too.
/// A point where the assessed map holds no data counts in its stratum with x = y = 0: the figures are about the rest.
/// </remarks>
public static class StratifiedEstimator
{
    private delegate double Value(int map, int reference);

    /// <summary>Says why a sample allows no estimate.</summary>
    /// <param name="counts">The interpreted points.</param>
    /// <returns>The strata with too few points, in words; null where there are enough.</returns>
    public static string? Problem(StratifiedCounts counts)
    {
        var poor = counts
            .Strata.Select((s, h) => (s.Name, s.Pixels, Points: counts.Points(h)))
            .Where(s => s.Points < Math.Min(2, s.Pixels))
            .Select(s => $"'{s.Name}' ({s.Points})")
            .ToList();
        return poor.Count == 0
            ? null
            : $"an estimate needs 2 interpreted points in each stratum, and there are fewer in {string.Join(", ", poor)}";
    }

    /// <summary>Estimates all figures.</summary>
    /// <param name="counts">The interpreted points, at least 2 in each stratum of more than one pixel.</param>
    /// <param name="method">Whose formulas; decides on the finite population correction.</param>
    /// <returns>The estimates.</returns>
    /// <exception cref="ArgumentException">A stratum has too few points; see <see cref="Problem"/>.</exception>
    public static AccuracyEstimates Run(StratifiedCounts counts, EstimationMethod method)
    {
        if (Problem(counts) is { } problem)
        {
            throw new ArgumentException(problem, nameof(counts));
        }

        var corrected = method == EstimationMethod.Stehman2014;
        Estimate? Ratio(Value y, Value x) => StratifiedEstimator.Ratio(counts, corrected, y, x);
        Estimate Share(Value y) => Ratio(y, (_, _) => 1) ?? default;
        var classes = Enumerable
            .Range(0, counts.Classes)
            .Select(c => new ClassEstimates(
                Ratio((m, r) => Is(m == c && r == c), (m, _) => Is(m == c)),
                Ratio((m, r) => Is(m == c && r == c), (_, r) => Is(r == c)),
                Ratio((m, r) => 2 * Is(m == c && r == c), (m, r) => Is(m == c) + Is(r == c)),
                Ratio((m, r) => Is(m == c && r == c), (m, r) => Is(m == c || r == c)),
                Share((_, r) => Is(r == c))
            ));
        return new AccuracyEstimates(
            method,
            Share((m, r) => Is(m == r)),
            [.. classes],
            Proportions(counts, out var pixels),
            pixels
        );
    }

    private static double Is(bool condition) => condition ? 1 : 0;

    private static double[,] Proportions(StratifiedCounts counts, out double pixels)
    {
        var totals = new double[counts.Classes, counts.Classes];
        pixels = 0;
        for (var h = 0; h < counts.Strata.Count; h++)
        {
            var weight = counts.Strata[h].Pixels / (double)counts.Points(h);
            foreach (var (map, reference, points) in Cells(counts, h))
            {
                totals[map, reference] += weight * points;
                pixels += weight * points;
            }
        }

        for (var map = 0; map < counts.Classes; map++)
        {
            for (var reference = 0; reference < counts.Classes; reference++)
            {
                totals[map, reference] /= pixels;
            }
        }

        return totals;
    }

    private static Estimate? Ratio(StratifiedCounts counts, bool corrected, Value y, Value x)
    {
        var (totalY, totalX) = (0.0, 0.0);
        for (var h = 0; h < counts.Strata.Count; h++)
        {
            var weight = counts.Strata[h].Pixels / (double)counts.Points(h);
            foreach (var (map, reference, points) in Cells(counts, h))
            {
                totalY += weight * points * y(map, reference);
                totalX += weight * points * x(map, reference);
            }
        }

        if (totalX == 0)
        {
            return null;
        }

        var ratio = totalY / totalX;
        var variance = 0.0;
        for (var h = 0; h < counts.Strata.Count; h++)
        {
            variance += Variance(counts, h, corrected, (m, r) => y(m, r) - (ratio * x(m, r)));
        }

        return new Estimate(ratio, Math.Sqrt(variance) / totalX);
    }

    // The variance of a stratum's total of d; points outside the map have d = 0.
    private static double Variance(StratifiedCounts counts, int stratum, bool corrected, Value d)
    {
        double all = counts.Strata[stratum].Pixels;
        double n = counts.Points(stratum);
        if (n >= all)
        {
            return 0;
        }

        var (sum, squares) = (0.0, 0.0);
        foreach (var (map, reference, points) in Cells(counts, stratum))
        {
            var value = d(map, reference);
            sum += points * value;
            squares += points * value * value;
        }

        var spread = Math.Max(0, squares - (sum * sum / n)) / (n - 1);
        return all * all * (corrected ? 1 - (n / all) : 1) * spread / n;
    }

    private static IEnumerable<(int Map, int Reference, long Points)> Cells(StratifiedCounts counts, int stratum)
    {
        for (var map = 0; map < counts.Classes; map++)
        {
            for (var reference = 0; reference < counts.Classes; reference++)
            {
                if (counts[stratum, map, reference] is > 0 and var points)
                {
                    yield return (map, reference, points);
                }
            }
        }
    }
}
