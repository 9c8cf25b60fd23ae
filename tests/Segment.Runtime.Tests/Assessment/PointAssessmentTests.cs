using Segment.Raster.Samples;
using Segment.Runtime.Assessment;

namespace Segment.Runtime.Tests.Assessment;

public sealed class PointAssessmentTests : IDisposable
{
    private const int Side = 60;
    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];
    private readonly string map;

    public PointAssessmentTests() => map = ToyMap.Write(folder["map.tif"], Side, Side, Mapped);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Strata_that_are_the_maps_classes_follow_Olofsson()
    {
        var sample = Draw(map, SampleDesign.Stratified);

        var result = Assess(map, ToyMap.Interpret(folder["p.geojson"], sample, Truth));

        // By hand: the matrix as the estimator's worked examples take it.
        var counts = new StratifiedCounts(sample.Strata, 3);
        foreach (var p in sample.Points)
        {
            counts.Add(p.Stratum, p.ClassIndex, ClassOf(Truth(p.Row, p.Column)));
        }

        var expected = StratifiedEstimator.Run(counts, EstimationMethod.Olofsson2014);
        Assert.Equal(EstimationMethod.Olofsson2014, result.Estimates!.Method);
        Assert.Equal(expected.OverallAccuracy, result.Estimates.OverallAccuracy);
        Assert.Equal(expected.Classes, result.Estimates.Classes);
        Assert.Equal(0.09, result.PixelHectares!.Value, 12);
        Assert.Equal(counts.ToMatrix().ToRows(), result.Matrix.ToRows());
        Assert.Null(result.NoEstimates);
        Assert.Equal(
            [
                "All points of 'Water', 'Town' agree in user's or producer's accuracy. The ± 0 there says that the sample shows no "
                    + "spread, not that there is none; more points would tell.",
            ],
            notices
        );
    }

    [Fact]
    public void Random_points_are_sorted_into_the_maps_classes_afterwards()
    {
        var sample = Draw(map, SampleDesign.Random);

        var result = Assess(map, ToyMap.Interpret(folder["p.geojson"], sample, Truth));

        Assert.Equal(EstimationMethod.PostStratified, result.Estimates!.Method);
        Assert.Equal(result.MappedPixels, result.Strata.Select(s => s.Stratum.Pixels));
    }

    [Fact]
    public void Points_drawn_on_an_older_map_follow_Stehman()
    {
        var older = ToyMap.Write(folder["older.tif"], Side, Side, (row, column) => Mapped(column, row));
        var sample = Draw(older, SampleDesign.Equalized);

        var result = Assess(map, ToyMap.Interpret(folder["p.geojson"], sample, Truth));

        Assert.Equal(EstimationMethod.Stehman2014, result.Estimates!.Method);
        Assert.Equal(sample.Strata.Order(By), result.Strata.Select(s => s.Stratum).Order(By));
        Assert.Equal(Side * Side, result.Estimates.Pixels, 6);
    }

    [Fact]
    public void Blind_points_know_their_strata_by_the_table_beside_them()
    {
        SampleDrawing.Run(
            new SampleOptions
            {
                MapPath = map,
                OutPath = folder["blind.gpkg"],
                Blind = true,
            }
        );

        var points = InterpretedPoints.Read(folder["blind.gpkg"], new(), ToyMap.Grid(Side, Side), null);

        Assert.All(points.Points, p => Assert.NotNull(p.Stratum));
        Assert.All(points.Points, p => Assert.Null(p.Reference));
        Assert.Equal("GrndTruth", points.Field);
        Assert.Equal(3, points.Strata.Count);
    }

    [Fact]
    public void Points_without_strata_have_no_interval_and_the_reason_is_told()
    {
        var points = ToyMap.Interpret(
            folder["p.geojson"],
            Draw(map, SampleDesign.Stratified),
            Truth,
            withStrata: false
        );

        var result = Assess(map, points);

        Assert.Null(result.Estimates);
        Assert.StartsWith("The points do not say which stratum they were drawn from", result.NoEstimates);
    }

    [Fact]
    public void Points_of_another_program_have_intervals_where_somebody_says_how_they_were_drawn()
    {
        var sample = Draw(map, SampleDesign.Stratified);
        var points = ToyMap.Interpret(folder["p.geojson"], sample, Truth, withStrata: false);
        var own = Assess(map, ToyMap.Interpret(folder["own.geojson"], sample, Truth));

        var result = Assess(map, points, SampleDesign.Stratified);

        Assert.Equal(own.Estimates!.OverallAccuracy, result.Estimates!.OverallAccuracy);
    }

    [Fact]
    public void Points_that_nobody_interpreted_yet_are_told_and_left_out()
    {
        var sample = Draw(map, SampleDesign.Stratified);
        var points = ToyMap.Interpret(
            folder["p.geojson"],
            sample,
            (row, column) =>
                (row + column) % 4 == 0 ? null
                : (row + column) % 4 == 1 ? -1
                : Truth(row, column)
        );

        var result = Assess(map, points);

        Assert.Equal(sample.Points.Count, result.Points!.All);
        Assert.Equal(sample.Points.Count(p => (p.Row + p.Column) % 4 > 1), result.Points.Interpreted);
        Assert.Equal(result.Points.Interpreted, result.Matrix.Total);
        Assert.StartsWith($"{result.Points.Interpreted} of {result.Points.All} points are interpreted.", notices[0]);
        Assert.NotNull(result.Estimates);
    }

    [Fact]
    public void A_class_with_one_interpreted_point_gives_no_interval()
    {
        var sample = Draw(map, SampleDesign.Stratified);
        var one = sample.Points.First(p => p.ClassIndex == 2);
        var points = ToyMap.Interpret(
            folder["p.geojson"],
            sample,
            (row, column) =>
                Mapped(row, column) == 2 && (row, column) != (one.Row, one.Column) ? null : Truth(row, column)
        );

        var result = Assess(map, points);

        Assert.Null(result.Estimates);
        Assert.Contains("fewer in 'Town' (1)", result.NoEstimates, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_as_good_as_values()
    {
        var sample = Draw(map, SampleDesign.Stratified);
        var byValue = Assess(map, ToyMap.Interpret(folder["v.geojson"], sample, Truth));

        var byName = Assess(
            map,
            ToyMap.Interpret(
                folder["n.geojson"],
                sample,
                (row, column) => ToyMap.Classes[ClassOf(Truth(row, column))].Name
            )
        );

        Assert.Equal(byValue.Matrix.ToRows(), byName.Matrix.ToRows());
    }

    [Fact]
    public void Answers_that_are_no_class_of_the_map_are_named()
    {
        var sample = Draw(map, SampleDesign.Stratified);
        var points = ToyMap.Interpret(folder["p.geojson"], sample, (row, _) => row < 2 ? 99 : 1);
        var strange = sample.Points.Count(p => p.Row < 2);

        var thrown = Assert.Throws<SegmentDataException>(() => Assess(map, points));

        Assert.StartsWith(
            $"The field 'GrndTruth' of '{points}' holds what is no class of '{map}': '99' ({strange} points). The map's classes are 1 Water, 5 "
                + "Forest, 7 Town.",
            thrown.Message
        );
        Assert.Equal(sample.Points.Count - strange, Assess(map, points, ignore: 99).Points!.Interpreted);
    }

    [Fact]
    public void Points_on_NoData_leave_the_rest_of_the_map_to_speak_of()
    {
        var half = ToyMap.Write(
            folder["half.tif"],
            Side,
            Side,
            (row, column) => column < Side / 2 ? Mapped(row, column) : (byte)255
        );
        var sample = Draw(map, SampleDesign.Stratified);

        var result = Assess(half, ToyMap.Interpret(folder["p.geojson"], sample, Truth));

        Assert.Equal(sample.Points.Count(p => p.Column >= Side / 2), result.Points!.Unmapped);
        Assert.Equal(EstimationMethod.Stehman2014, result.Estimates!.Method);
        Assert.InRange(result.Estimates.Pixels, Side * Side * 0.4, Side * Side * 0.6);
        Assert.Contains(
            notices,
            n => n.Contains("lie outside the map or where it holds no data", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Points_without_any_answer_say_what_to_do()
    {
        var points = ToyMap.Interpret(folder["p.geojson"], Draw(map, SampleDesign.Stratified), (_, _) => -1);

        var thrown = Assert.Throws<SegmentDataException>(() => Assess(map, points));

        Assert.EndsWith(
            "has a class in the field 'GrndTruth'. Tell there what each point is: 1 Water, 5 Forest, 7 Town.",
            thrown.Message
        );
    }

    private static readonly Comparer<SampleStratum> By = Comparer<SampleStratum>.Create(
        (a, b) => string.CompareOrdinal(a.Name, b.Name)
    );

    private static byte Mapped(int row, int column) =>
        row < 6 ? (byte)2
        : column < 35 ? (byte)0
        : (byte)1;

    // What is there differs from the map along its edges.
    private static object? Truth(int row, int column) =>
        ToyMap.Classes[Mapped(Math.Min(row + 2, Side - 1), column / 5 * 4)].Value;

    private static int ClassOf(object? value) => ToyMap.Classes.ToList().FindIndex(c => c.Value == (int)value!);

    private PointSample Draw(string path, SampleDesign design) =>
        SampleDrawing.Run(
            new SampleOptions
            {
                MapPath = path,
                OutPath = folder["points.gpkg"],
                Design = design,
                Points = 200,
            }
        );

    private MapAssessmentResult Assess(string path, string points, SampleDesign? design = null, int? ignore = null) =>
        MapAssessment.Run(
            new AssessmentOptions
            {
                MapPath = path,
                ReferencePath = points,
                Design = design,
                Labels = new() { IgnoreValue = ignore },
            },
            notices.Add
        );
}
