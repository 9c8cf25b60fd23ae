using Segment.Raster.Samples;
using Segment.Runtime.Assessment;

namespace Segment.Runtime.Tests.Assessment;

/// <summary>The numerical example of Stehman 2014, table 2 and pages 4932 to 4936
/// (<see href="https://doi.org/10.1080/01431161.2014.930207"/>), to the printed digit: 40 points in four strata that are not
/// the map's classes.</summary>
public sealed class StehmanExampleTests
{
    private const string Strata = "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDD";
    private const string Map = "AAAAAAABBBABBBBBBBBBBBCCCCCCBBDDDDDDDDDD";
    private const string Reference = "AAAAACBABCABBBBBAABBCCCCCDDBBADDDDDDDCCB";

    private readonly AccuracyEstimates result = StratifiedEstimator.Run(Table2(), EstimationMethod.Stehman2014);

    [Fact]
    public void Areas_are_the_printed_ones()
    {
        Assert.Equal((0.35, 0.082), Rounded(result.Classes[0].AreaShare));
        Assert.Equal((0.20, 0.064), Rounded(result.Classes[2].AreaShare));
    }

    [Fact]
    public void Overall_accuracy_is_the_printed_one() => Assert.Equal((0.63, 0.085), Rounded(result.OverallAccuracy));

    [Fact]
    public void Users_accuracy_of_B_is_the_printed_one() =>
        Assert.Equal((0.574, 0.125), Rounded(result.Classes[1].UsersAccuracy!.Value));

    /// <summary>The paper prints a standard error of 0.114, having taken s²(x) of the fourth stratum as 0, though its table 3
    /// has 0.1; equation 28 with table 3 gives 0.1165.</summary>
    [Fact]
    public void Producers_accuracy_of_B_follows_equation_28()
    {
        var producers = result.Classes[1].ProducersAccuracy!.Value;

        Assert.Equal((0.794, 0.1165), (Math.Round(producers.Value, 3), Math.Round(producers.StandardError, 4)));
    }

    /// <summary>What the R package mapac gives for the same points, which leaves the finite population correction out.</summary>
    [Theory]
    [InlineData(0, 0.7419355, 0.1645627, 0.6571429, 0.1477318, 0.6969697)]
    [InlineData(1, 0.5744681, 0.1248023, 0.7941176, 0.1165671, 0.6666667)]
    [InlineData(2, 0.5000000, 0.2151657, 0.3000000, 0.1504438, 0.3750000)]
    [InlineData(3, 0.7000000, 0.1527525, 0.6363636, 0.1623242, 0.6666667)]
    public void Another_program_finds_the_same(
        int of,
        double users,
        double usersError,
        double producers,
        double producersError,
        double f1
    )
    {
        var found = StratifiedEstimator.Run(Table2(), EstimationMethod.Olofsson2014).Classes[of];

        Assert.Equal(users, found.UsersAccuracy!.Value.Value, 1e-6);
        Assert.Equal(usersError, found.UsersAccuracy!.Value.StandardError, 1e-6);
        Assert.Equal(producers, found.ProducersAccuracy!.Value.Value, 1e-6);
        Assert.Equal(producersError, found.ProducersAccuracy!.Value.StandardError, 1e-6);
        Assert.Equal(f1, found.F1!.Value.Value, 1e-6);
    }

    [Fact]
    public void Cell_of_the_error_matrix_is_the_printed_one() =>
        Assert.Equal(0.08, Math.Round(result.Proportions[1, 2], 3));

    [Fact]
    public void Points_where_the_map_holds_no_data_leave_the_rest_of_the_area_to_speak_of()
    {
        // Half of each stratum's points fall where a second map holds no data: what is left is estimated over half the area.
        var counts = new StratifiedCounts([new SampleStratum("all", 1000)], 2);
        counts.Add(0, ConfusionMatrix.NoClass, 0, 10);
        counts.Add(0, 0, 0, 8);
        counts.Add(0, 0, 1, 2);

        var half = StratifiedEstimator.Run(counts, EstimationMethod.Stehman2014);

        Assert.Equal(500, half.Pixels, 9);
        Assert.Equal(0.8, half.OverallAccuracy.Value, 9);

        // d = y − 0.8 x is 0.2 eight times, −0.8 twice and 0 ten times; X is half of the area.
        var variance = (1 - 0.02) * ((8 * 0.04) + (2 * 0.64)) / 19 / 20 / 0.25;
        Assert.Equal(Math.Sqrt(variance), half.OverallAccuracy.StandardError, 9);
    }

    [Fact]
    public void One_point_in_a_stratum_is_too_few()
    {
        var counts = new StratifiedCounts([new SampleStratum("Water", 1000), new SampleStratum("Sand", 10)], 2);
        counts.Add(0, 0, 0, 5);
        counts.Add(1, 1, 1, 1);

        Assert.Equal(
            "an estimate needs 2 interpreted points in each stratum, and there are fewer in 'Sand' (1)",
            StratifiedEstimator.Problem(counts)
        );
        Assert.Throws<ArgumentException>(() => StratifiedEstimator.Run(counts, EstimationMethod.Stehman2014));
    }

    private static StratifiedCounts Table2()
    {
        long[] pixels = [40_000, 30_000, 20_000, 10_000];
        var counts = new StratifiedCounts([.. "ABCD".Select((s, i) => new SampleStratum($"{s}", pixels[i]))], 4);
        for (var i = 0; i < Strata.Length; i++)
        {
            counts.Add(Strata[i] - 'A', Map[i] - 'A', Reference[i] - 'A');
        }

        return counts;
    }

    private static (double Value, double StandardError) Rounded(Estimate estimate) =>
        (Math.Round(estimate.Value, 3), Math.Round(estimate.StandardError, 3));
}
