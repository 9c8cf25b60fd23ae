using Segment.Runtime.Assessment;

namespace Segment.Runtime.Tests.Assessment;

/// <summary>Reference pixels that the model was trained on.</summary>
public sealed class TrainingPixelTests : IDisposable
{
    private const int Side = 20;
    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];
    private readonly string map;
    private readonly string reference;

    public TrainingPixelTests()
    {
        var area = new TrainingArea
        {
            // Its grid begins two rows and three columns inside the map's.
            Transform = [300000 + 90, 30, 0, 9100000 - 60, 0, -30],
            CrsWkt = TestScene.Utm,
            Rows = ["0 0+5", "1 0+5 10+2"],
        };
        var split = new TrainingSplit
        {
            Method = SplitMethod.Spatial,
            Seed = 1,
            ValidationPercentage = 10,
            TestPercentage = 0,
            Polygons = true,
            Blocks = 1,
            BlockSide = 8,
            Regions = [],
            TrainingChips = ["a"],
            ValidationChips = ["b"],
            TestChips = [],
            LeftOutChips = [],
            Area = area,
        };
        Directory.CreateDirectory(folder["run"]);
        var path = TestPackage.BrightestBand(folder["run/toy.dlpk"]);
        var contents = ModelPackage.ReadContents(path);
        var files = new Dictionary<string, byte[]>(contents.ExtraFiles) { [TrainingSplit.FileName] = split.ToJson() };
        ModelPackage.Write(path, contents with { ExtraFiles = files });
        using var package = ModelPackage.Open(path);
        map = Map("map.tif", package.Sha256);
        reference = ToyMap.Write(
            folder["reference.tif"],
            Side,
            Side,
            (row, column) => row < 4 ? Class(row, column) : (byte)255
        );
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void They_are_refused_and_counted()
    {
        var thrown = Assert.Throws<SegmentDataException>(() => Assess(null));

        Assert.StartsWith(
            $"12 of the 80 reference pixels in '{reference}' were used in training, says the package 'toy': ",
            thrown.Message
        );
    }

    [Fact]
    public void They_are_left_out_where_that_is_asked_for()
    {
        Assert.Equal(68, Assess(TrainingOverlap.LeaveOut).Matrix.Total);
        Assert.EndsWith("says the package 'toy'; they are left out.", notices.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void They_count_where_that_is_asked_for()
    {
        Assert.Equal(80, Assess(TrainingOverlap.Count).Matrix.Total);
        Assert.EndsWith(
            "they count all the same, so the figures flatter the map.",
            notices.Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Nothing_left_is_told()
    {
        var only = ToyMap.Write(
            folder["only.tif"],
            Side,
            Side,
            (row, column) => row == 2 && column is >= 3 and < 8 ? Class(row, column) : (byte)255
        );

        var thrown = Assert.Throws<SegmentDataException>(() => Assess(TrainingOverlap.LeaveOut, only));

        Assert.Contains("5 of the 5 reference pixels", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith("nothing is left to assess with. Give polygons that training never saw.", thrown.Message);
    }

    [Fact]
    public void Points_there_count_and_are_told()
    {
        var sample = SampleDrawing.Run(
            new SampleOptions
            {
                MapPath = map,
                OutPath = folder["p.gpkg"],
                Points = 200,
            }
        );
        var points = ToyMap.Interpret(
            folder["p.geojson"],
            sample,
            (row, column) => ToyMap.Classes[Class(row, column)].Value
        );
        var inside = sample.Points.Count(p =>
            p.Row is 2 or 3 && p.Column is >= 3 and < 8 || (p.Row == 3 && p.Column is 13 or 14)
        );

        var counted = Assess(null, points);
        var without = Assess(TrainingOverlap.LeaveOut, points);

        Assert.True(inside > 0);
        Assert.Equal(inside, counted.Points!.InTraining);
        Assert.Equal(sample.Points.Count, counted.Matrix.Total);
        Assert.Equal(sample.Points.Count - inside, without.Matrix.Total);
        Assert.Throws<SegmentDataException>(() => Assess(TrainingOverlap.Refuse, points));
    }

    [Fact]
    public void A_package_that_is_not_found_is_told()
    {
        File.Move(folder["run/toy.dlpk"], folder["run/toy.zip"]);

        Assess(null);

        Assert.StartsWith("The package 'toy' that made the map is not found", notices.Single());
    }

    [Fact]
    public void Another_package_is_refused()
    {
        var other = Map("other.tif", new string('0', 64));

        var thrown = Assert.Throws<SegmentDataException>(() =>
            MapAssessment.Run(
                new AssessmentOptions
                {
                    MapPath = other,
                    ReferencePath = reference,
                    ModelPath = folder["run/toy.dlpk"],
                }
            )
        );

        Assert.Contains("was not made by the package", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_can_be_named_where_no_package_knows()
    {
        var thrown = Assert.Throws<SegmentDataException>(() =>
            MapAssessment.Run(
                new AssessmentOptions
                {
                    MapPath = map,
                    ReferencePath = reference,
                    TrainingLabels = reference,
                }
            )
        );

        Assert.StartsWith("80 of the 80 reference pixels", thrown.Message);
    }

    private static byte Class(int row, int column) => (byte)((row + column) % 2);

    private string Map(string name, string sha256) =>
        ToyMap.Write(
            folder[name],
            Side,
            Side,
            Class,
            new Dictionary<string, string> { ["SEGMENT_PACKAGE"] = "toy", ["SEGMENT_PACKAGE_SHA256"] = sha256 }
        );

    private MapAssessmentResult Assess(TrainingOverlap? overlap, string? path = null) =>
        MapAssessment.Run(
            new AssessmentOptions
            {
                MapPath = map,
                ReferencePath = path ?? reference,
                Overlap = overlap,
            },
            notices.Add
        );
}
