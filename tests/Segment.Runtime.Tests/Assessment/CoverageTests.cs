using Segment.Raster.Samples;
using Segment.Runtime.Assessment;

namespace Segment.Runtime.Tests.Assessment;

/// <summary>Draws many samples of a known truth: nineteen of twenty intervals must hold it, and estimates must not lean to one
/// side.</summary>
/// <remarks>With 1,000 draws, the share of intervals that hold has a standard error of 0.7 %. Where points agree in a class that
/// few points tell of, a normal interval holds less often than it says (Brown, Cai and DasGupta 2001,
/// <see href="https://doi.org/10.1214/ss/1009213286"/>); so 93 to 97 % pass here, where each class has dozens of errors to
/// find.</remarks>
public sealed class CoverageTests
{
    private const int Draws = 1000;

    /// <summary>Pixels by class of the map (rows) and truth (columns).</summary>
    private static readonly int[][] Truth =
    [
        [30_000, 4_000, 2_000],
        [3_000, 12_000, 3_000],
        [1_000, 1_500, 5_500],
    ];

    [Theory]
    [InlineData(SampleDesign.Stratified)]
    [InlineData(SampleDesign.Equalized)]
    public void Strata_that_are_classes_hold(SampleDesign design)
    {
        var sizes = design == SampleDesign.Stratified ? new[] { 290, 146, 66 } : [167, 167, 167];
        var strata = Truth.Select((row, c) => new SampleStratum($"{c}", row.Sum())).ToArray();

        Check(random =>
        {
            var counts = new StratifiedCounts(strata, 3);
            for (var map = 0; map < 3; map++)
            {
                Draw(random, Pixels(map), sizes[map], (m, r) => counts.Add(map, m, r));
            }

            return StratifiedEstimator.Run(counts, EstimationMethod.Olofsson2014);
        });
    }

    [Fact]
    public void Random_points_sorted_afterwards_hold()
    {
        var strata = Truth.Select((row, c) => new SampleStratum($"{c}", row.Sum())).ToArray();
        var all = Enumerable.Range(0, 3).SelectMany(Pixels).ToArray();

        Check(random =>
        {
            var counts = new StratifiedCounts(strata, 3);
            Draw(random, all, 500, (m, r) => counts.Add(m, m, r));
            return StratifiedEstimator.Run(counts, EstimationMethod.PostStratified);
        });
    }

    /// <summary>Strata of an older map: every third pixel has changed its class since.</summary>
    [Fact]
    public void Strata_that_are_not_classes_hold()
    {
        var all = Enumerable.Range(0, 3).SelectMany(Pixels).ToArray();
        var older = all.Select((p, i) => (p.Map + (i % 3 == 0 ? 1 : 0)) % 3).ToArray();
        var members = Enumerable.Range(0, 3).Select(s => all.Where((_, i) => older[i] == s).ToArray()).ToArray();
        var strata = members.Select((m, s) => new SampleStratum($"{s}", m.Length)).ToArray();

        Check(random =>
        {
            var counts = new StratifiedCounts(strata, 3);
            for (var s = 0; s < 3; s++)
            {
                Draw(random, members[s], 170, (m, r) => counts.Add(s, m, r));
            }

            return StratifiedEstimator.Run(counts, EstimationMethod.Stehman2014);
        });
    }

    private static void Check(Func<Random, AccuracyEstimates> estimate)
    {
        var truth = Figures(Truths());
        var (held, sum) = (new int[truth.Count], new double[truth.Count]);
        var random = new Random(2014);
        for (var draw = 0; draw < Draws; draw++)
        {
            foreach (var (i, figure) in Figures(estimate(random)).Index())
            {
                held[i] += figure.Lower <= truth[i].Value && truth[i].Value <= figure.Upper ? 1 : 0;
                sum[i] += figure.Value;
            }
        }

        Assert.All(held, h => Assert.InRange(h / (double)Draws, 0.93, 0.97));
        Assert.All(sum.Zip(truth), p => Assert.Equal(p.Second.Value, p.First / Draws, 0.004));
    }

    // A sample of all pixels is the truth.
    private static AccuracyEstimates Truths()
    {
        var counts = new StratifiedCounts([.. Truth.Select((row, c) => new SampleStratum($"{c}", row.Sum()))], 3);
        for (var map = 0; map < 3; map++)
        {
            for (var reference = 0; reference < 3; reference++)
            {
                counts.Add(map, map, reference, Truth[map][reference]);
            }
        }

        return StratifiedEstimator.Run(counts, EstimationMethod.Stehman2014);
    }

    private static IReadOnlyList<Estimate> Figures(AccuracyEstimates estimates) =>
        [
            estimates.OverallAccuracy,
            .. estimates.Classes.SelectMany(c =>
                new[] { c.UsersAccuracy!.Value, c.ProducersAccuracy!.Value, c.F1!.Value, c.IoU!.Value, c.AreaShare }
            ),
        ];

    private static (int Map, int Reference)[] Pixels(int map) =>
        [.. Truth[map].SelectMany((n, reference) => Enumerable.Repeat((map, reference), n))];

    // Without putting back: pixels already drawn are drawn again.
    private static void Draw(Random random, (int Map, int Reference)[] pixels, int points, Action<int, int> add)
    {
        var drawn = new HashSet<int>();
        while (drawn.Count < points)
        {
            var pixel = random.Next(pixels.Length);
            if (drawn.Add(pixel))
            {
                add(pixels[pixel].Map, pixels[pixel].Reference);
            }
        }
    }
}
