namespace Segment.PackageFormat;

/// <summary>
/// Counts of pixels by reference class (rows) and answered class (columns). Every score is computed from the summed
/// counts, so that adding batches, tiles or maps one after another gives the same numbers as adding them at once.
/// </summary>
/// <remarks>
/// Formulas: Congalton and Green, <i>Assessing the Accuracy of Remotely Sensed Data</i>, 3rd edition, chapter 5
/// (accuracy, user's and producer's accuracy, kappa); Dice: Dice 1945,
/// <see href="https://doi.org/10.2307/1932409"/>. Dice averaged over pixels (micro) is the accuracy itself; the macro
/// mean over classes is what tells a rare class's failure.
/// </remarks>
public sealed class ConfusionMatrix
{
    /// <summary>The most classes a byte index can tell apart, leaving 255 for ignore and NoData.</summary>
    public const int MaxClasses = 254;

    /// <summary>The index of a pixel that no class covers: ignore in a reference, NoData in a map.</summary>
    public const byte NoClass = 255;

    private readonly long[] counts;

    /// <summary>Creates an empty matrix.</summary>
    /// <param name="classes">Number of classes, 1–254.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside 1–254.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, MaxClasses);
        Classes = classes;
        counts = new long[classes * classes];
    }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Gets the number of pixels that have both a reference class and an answer.</summary>
    public long Total => counts.Sum();

    /// <summary>Gets the number of pixels that have a reference class but NoData in the map; no score counts them.</summary>
    public long Unmapped { get; private set; }

    /// <summary>Gets the share of pixels answered rightly, 0–1; NaN where <see cref="Total"/> is 0.</summary>
    public double Accuracy => Correct / (double)Total;

    /// <summary>Gets the accuracy of always answering the commonest reference class, 0–1; NaN where <see cref="Total"/> is 0.</summary>
    public double MajorityAccuracy => Enumerable.Range(0, Classes).Max(Support) / (double)Total;

    /// <summary>Gets the mean F1 over the classes that the reference holds, 0–1; NaN where it holds none.</summary>
    public double MacroF1 => MeanWithSupport(score => score.F1);

    /// <summary>Gets the mean Dice coefficient, which is <see cref="MacroF1"/> under its other name.</summary>
    public double MacroDice => MacroF1;

    /// <summary>Gets the mean intersection over union over the classes that the reference holds, 0–1; NaN where it holds none.</summary>
    public double MeanIoU => MeanWithSupport(score => score.IoU);

    /// <summary>
    /// Gets Cohen's kappa (<see href="https://doi.org/10.1177/001316446002000104"/>): (p − e) / (1 − e) with p the
    /// accuracy and e the agreement expected by chance; −1 to 1; NaN where chance alone explains everything (e = 1) or
    /// <see cref="Total"/> is 0.
    /// </summary>
    public double Kappa
    {
        get
        {
            var total = (double)Total;
            var chance = Enumerable.Range(0, Classes).Sum(c => Support(c) / total * (Answered(c) / total));
            return chance >= 1 ? double.NaN : (Accuracy - chance) / (1 - chance);
        }
    }

    /// <summary>Gets one score for each class, in the order of the class index.</summary>
    public IReadOnlyList<ClassScore> Scores => [.. Enumerable.Range(0, Classes).Select(Score)];

    private long Correct => Enumerable.Range(0, Classes).Sum(c => this[c, c]);

    /// <summary>Gets the number of pixels of one reference class that got one answer.</summary>
    /// <param name="truth">Reference class index.</param>
    /// <param name="predicted">Answered class index.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the classes.</exception>
    public long this[int truth, int predicted] => counts[Cell(truth, predicted)];

    /// <summary>Makes a matrix of stored rows.</summary>
    /// <param name="rows">One row for each reference class, one count for each answered class.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">The rows are not square or hold a negative count.</exception>
    public static ConfusionMatrix FromRows(IReadOnlyList<IReadOnlyList<long>> rows)
    {
        var matrix = new ConfusionMatrix(rows.Count);
        for (var truth = 0; truth < rows.Count; truth++)
        {
            if (rows[truth].Count != rows.Count)
            {
                throw new ArgumentException(
                    $"Row {truth} holds {rows[truth].Count} counts; {rows.Count} rows need {rows.Count}.",
                    nameof(rows)
                );
            }

            for (var predicted = 0; predicted < rows.Count; predicted++)
            {
                matrix.Add(truth, predicted, rows[truth][predicted]);
            }
        }

        return matrix;
    }

    /// <summary>Adds pixels.</summary>
    /// <param name="truth">Reference class index of each pixel; 255 leaves the pixel out.</param>
    /// <param name="predicted">Answered class index of each pixel; 255 counts as <see cref="Unmapped"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is neither a class nor 255.</exception>
    public void Add(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted)
    {
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException(
                $"{truth.Length} reference pixels do not pair with {predicted.Length} answers.",
                nameof(predicted)
            );
        }

        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] == NoClass)
            {
                continue;
            }

            if (predicted[i] == NoClass && truth[i] < Classes)
            {
                Unmapped++;
                continue;
            }

            counts[Cell(truth[i], predicted[i])]++;
        }
    }

    /// <summary>Adds pixels of one kind.</summary>
    /// <param name="truth">Reference class index.</param>
    /// <param name="predicted">Answered class index.</param>
    /// <param name="count">Number of pixels, 0 or more; 1 where not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the classes, or the count is negative.</exception>
    public void Add(int truth, int predicted, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        counts[Cell(truth, predicted)] += count;
    }

    /// <summary>Adds all counts of another matrix.</summary>
    /// <param name="other">A matrix of as many classes.</param>
    /// <exception cref="ArgumentException">The numbers of classes differ.</exception>
    public void Add(ConfusionMatrix other)
    {
        if (other.Classes != Classes)
        {
            throw new ArgumentException($"{other.Classes} classes do not add to {Classes}.", nameof(other));
        }

        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }

        Unmapped += other.Unmapped;
    }

    /// <summary>Copies the counts out.</summary>
    /// <returns>One row for each reference class, one count for each answered class.</returns>
    public IReadOnlyList<IReadOnlyList<long>> ToRows() => [.. counts.Chunk(Classes)];

    private int Cell(int truth, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)Classes, nameof(truth));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Classes, nameof(predicted));
        return (truth * Classes) + predicted;
    }

    private long Support(int truth) => Enumerable.Range(0, Classes).Sum(predicted => this[truth, predicted]);

    private long Answered(int predicted) => Enumerable.Range(0, Classes).Sum(truth => this[truth, predicted]);

    private ClassScore Score(int c)
    {
        var hits = this[c, c];
        var support = Support(c);
        var answered = Answered(c);
        return new ClassScore(
            Ratio(hits, answered),
            Ratio(hits, support),
            Ratio(2 * hits, support + answered),
            Ratio(hits, support + answered - hits),
            support
        );
    }

    private double MeanWithSupport(Func<ClassScore, double?> value) =>
        Scores.Where(score => score.Support > 0).Average(value) ?? double.NaN;

    private static double? Ratio(long part, long whole) => whole == 0 ? null : part / (double)whole;
}
