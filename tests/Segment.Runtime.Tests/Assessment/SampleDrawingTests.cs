using Segment.Raster.Samples;
using Segment.Runtime.Assessment;

namespace Segment.Runtime.Tests.Assessment;

public sealed class SampleDrawingTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classes_get_points_in_proportion_and_ten_at_least()
    {
        // 10,000 pixels: 800 without data, 200 town, 3000 forest, 6000 water.
        var sample = Draw(new() { Points = 300 });

        Assert.Equal(
            [("Water", 6000L), ("Forest", 3000L), ("Town", 200L)],
            sample.Strata.Select(s => (s.Name, s.Pixels))
        );

        // 300 × 6000 / 9200 = 195.7, 97.8 and 6.5.
        Assert.Equal([196, 98, 10], Enumerable.Range(0, 3).Select(sample.CountOf));
        Assert.Equal(196 / 6000.0, sample.Inclusion(0), 12);
        Assert.Empty(notices);
    }

    [Fact]
    public void Equalized_classes_get_the_same_and_small_ones_are_taken_whole()
    {
        var sample = Draw(new() { Points = 901, Design = SampleDesign.Equalized });

        Assert.Equal([301, 301, 200], Enumerable.Range(0, 3).Select(sample.CountOf));
        Assert.Equal(["Classes with fewer pixels than points are taken whole: 'Town' (200 pixels)."], notices);
    }

    [Fact]
    public void Random_points_fall_on_the_whole_map()
    {
        var sample = Draw(new() { Points = 500, Design = SampleDesign.Random });

        Assert.Equal([new SampleStratum("map", 9200)], sample.Strata);
        Assert.Equal(500, sample.Points.Count);
    }

    [Theory]
    [InlineData(SampleDesign.Stratified)]
    [InlineData(SampleDesign.Equalized)]
    [InlineData(SampleDesign.Random)]
    public void Points_are_different_pixels_of_their_class_and_stratum(SampleDesign design)
    {
        var sample = Draw(new() { Points = 400, Design = design });

        Assert.Equal(sample.Points.Count, sample.Points.Select(p => (p.Row, p.Column)).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, sample.Points.Count), sample.Points.Select(p => p.Id));
        Assert.All(sample.Points, p => Assert.Equal(ClassAt(p.Row, p.Column), p.ClassIndex));
        Assert.All(sample.Points, p => Assert.Equal(design == SampleDesign.Random ? 0 : p.ClassIndex, p.Stratum));
    }

    [Fact]
    public void The_same_seed_gives_the_same_file_and_another_one_others()
    {
        Draw(new() { Points = 50 }, "a.gpkg");
        Draw(new() { Points = 50 }, "b.gpkg");
        var other = Draw(new() { Points = 50, Seed = 7 }, "c.gpkg");

        Assert.Equal(File.ReadAllBytes(folder["a.gpkg"]), File.ReadAllBytes(folder["b.gpkg"]));
        Assert.NotEqual(Draw(new() { Points = 50 }).Points, other.Points);
    }

    [Fact]
    public void Points_keep_their_distance()
    {
        var sample = Draw(new() { Points = 60, MinDistance = 200 });

        foreach (var p in sample.Points)
        {
            Assert.DoesNotContain(
                sample.Points,
                q => q.Id != p.Id && 30 * Math.Sqrt(Math.Pow(p.Row - q.Row, 2) + Math.Pow(p.Column - q.Column, 2)) < 200
            );
        }

        Assert.Contains(notices, n => n.StartsWith("Points that keep a distance", StringComparison.Ordinal));
    }

    [Fact]
    public void A_distance_that_cannot_be_kept_is_told()
    {
        var sample = Draw(new() { Points = 500, MinDistance = 300 });

        Assert.InRange(sample.Points.Count, 20, 150);
        Assert.StartsWith("Points that keep 300 map units apart do not all find a place: 'Water' has ", notices[0]);
    }

    [Fact]
    public void A_distance_that_leaves_a_class_bare_stops()
    {
        var thrown = Assert.Throws<SegmentDataException>(() => Draw(new() { MinDistance = 5000 }));

        Assert.StartsWith("With --min-distance 5000 fewer than 2 points find a place in 'Water' (", thrown.Message);
        Assert.False(File.Exists(folder["points.gpkg"]));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var thrown = Assert.Throws<SegmentDataException>(() =>
            Draw(
                new()
                {
                    Points = 1,
                    MinDistance = -1,
                    MinPointsPerClass = 0,
                }
            )
        );

        Assert.Equal(
            """
            --points is 1: give a number from 2 to 1,000,000.
            --min-points-per-class is 0: give 2 or more, as one point alone tells nothing of its class's spread.
            --min-distance is -1: give a number of map units, 0 or more.
            """.ReplaceLineEndings(),
            thrown.Message
        );
    }

    [Fact]
    public void Only_GeoPackages_are_written()
    {
        var thrown = Assert.Throws<SegmentOutputException>(() => Draw(new(), "points.shp"));

        Assert.Contains(
            "is no GeoPackage. Points are written as GeoPackages",
            thrown.Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Each pixel is as likely as any other: 1,000 draws of 10 of 100 pixels in runs of uneven length. Chi-square with
    /// 99 degrees of freedom exceeds 160 less than once in 10,000 times.</summary>
    [Fact]
    public void Every_pixel_is_as_likely_as_any_other()
    {
        var hits = new int[100];
        var random = new Random(1);
        for (var draw = 0; draw < 1000; draw++)
        {
            var reservoir = new Reservoir(10, random);
            var at = 0;
            foreach (var run in new[] { 3, 1, 40, 6, 25, 25 })
            {
                reservoir.Offer(at, run);
                at += run;
            }

            Assert.Equal((100, 10), (reservoir.Seen, reservoir.Kept.Distinct().Count()));
            foreach (var pixel in reservoir.Kept)
            {
                hits[pixel]++;
            }
        }

        // The variance of a hit is 0.09 × 1000, not 0.1 × 1000, as 10 of 100 are drawn without putting back.
        Assert.InRange(hits.Sum(h => Math.Pow(h - 100, 2) / 90), 50, 160);
    }

    private static byte ClassAt(int row, int column) =>
        row < 8 ? (byte)255
        : row < 10 ? (byte)2
        : (row - 10) * 100 + column < 6000 ? (byte)0
        : (byte)1;

    private PointSample Draw(Wish wish, string name = "points.gpkg")
    {
        var map = folder["map.tif"];
        if (!File.Exists(map))
        {
            ToyMap.Write(map, 100, 100, ClassAt);
        }

        return SampleDrawing.Run(
            new SampleOptions
            {
                MapPath = map,
                OutPath = folder[name],
                Design = wish.Design,
                Points = wish.Points,
                MinDistance = wish.MinDistance,
                MinPointsPerClass = wish.MinPointsPerClass,
                Seed = wish.Seed,
            },
            notice: notices.Add
        );
    }

    private sealed record Wish
    {
        public SampleDesign Design { get; init; }
        public int Points { get; init; } = 500;
        public double MinDistance { get; init; }
        public int MinPointsPerClass { get; init; } = 10;
        public int Seed { get; init; } = 42;
    }
}
