using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Assessment;

namespace Segment.Runtime.Tests.Assessment;

public sealed class MapAssessmentTests : IDisposable
{
    private static readonly GridGeometry Grid = new(
        30,
        40,
        new GeoTransform(300000, 30, 0, 9100000, 0, -30),
        TestScene.Utm
    );

    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pixels_are_counted_class_by_class()
    {
        var map = Write("map.tif", [Class(1, "Sea"), Class(5, "Forest"), Class(7, "Town")], i => (byte)(i % 3));
        var reference = Write("ref.tif", [Class(1, "Sea"), Class(7, "Town")], i => i < 600 ? (byte)(i % 2) : (byte)255);

        var result = Run(map, reference);

        var expected = new ConfusionMatrix(3);
        for (var i = 0; i < 600; i++)
        {
            expected.Add(i % 2 == 0 ? 0 : 2, i % 3);
        }

        Assert.Equal(expected.ToRows(), result.Matrix.ToRows());
        Assert.Equal([1, 5, 7], result.Classes.Select(c => c.Value));
        Assert.Empty(notices);
    }

    [Fact]
    public void Reference_where_the_map_has_no_data_is_left_out_and_told()
    {
        var map = Write("map.tif", [Class(1, "Sea"), Class(5, "Forest")], i => i < 10 ? (byte)255 : (byte)(i % 2));
        var reference = Write("ref.tif", [Class(1, "Sea"), Class(5, "Forest")], i => (byte)(i % 2));

        var result = Run(map, reference);

        Assert.Equal((1190, 10, 1.0), (result.Matrix.Total, result.Matrix.Unmapped, result.Matrix.Accuracy));
        Assert.Equal(["10 reference pixels lie where the map holds no data; they are left out."], notices);
    }

    [Fact]
    public void Classes_that_the_map_does_not_have_are_named()
    {
        var map = Write("map.tif", [Class(1, "Sea"), Class(5, "Forest")], i => (byte)(i % 2));
        var reference = Write("ref.tif", [Class(1, "Sea"), Class(9, "Sand")], i => (byte)(i % 2));

        var thrown = Assert.Throws<SegmentDataException>(() => Run(map, reference));

        Assert.Equal(
            $"{reference} has classes that {map} does not: 9 (Sand). The map's classes are 1 (Sea), 5 (Forest). Give the "
                + "reference the map's class values, or leave those features out.",
            thrown.Message
        );
    }

    [Fact]
    public void The_same_value_under_another_name_counts_with_a_notice()
    {
        var map = Write("map.tif", [Class(1, "Sea"), Class(5, "Forest")], i => (byte)(i % 2));
        var reference = Write("ref.tif", [Class(1, "Sea"), Class(5, "Wood")], i => (byte)(i % 2));

        var result = Run(map, reference);

        Assert.Equal(1, result.Matrix.Accuracy);
        Assert.Equal(
            [
                "Map and reference name the same values differently (reference: 5 (Wood); map: 1 (Sea), 5 (Forest)); classes "
                    + "are matched by value.",
            ],
            notices
        );
    }

    [Fact]
    public void Names_decide_where_the_reference_numbers_the_maps_classes_anew()
    {
        // As text labels do that lack a class: theirs are numbered in alphabetical order.
        var map = Write("map.tif", [Class(1, "Forest"), Class(2, "Sand"), Class(3, "Sea")], i => (byte)(1 + (i % 2)));
        var reference = Write("ref.tif", [Class(1, "Sand"), Class(2, "Sea")], i => (byte)(i % 2));

        var result = Run(map, reference);

        Assert.Equal(1, result.Matrix.Accuracy);
        Assert.Equal(
            [
                "Map and reference name the same values differently (reference: 1 (Sand), 2 (Sea); map: 1 (Forest), 2 (Sand), "
                    + "3 (Sea)); classes are matched by name.",
            ],
            notices
        );
    }

    private MapAssessmentResult Run(string map, string reference) =>
        MapAssessment.Run(new AssessmentOptions { MapPath = map, ReferencePath = reference }, Notice);

    // These maps were made by no package, which is told each time.
    private void Notice(string sentence)
    {
        if (!sentence.StartsWith("The map does not say which package made it", StringComparison.Ordinal))
        {
            notices.Add(sentence);
        }
    }

    private static LandCoverClass Class(int value, string name) => new(value, name, new ClassColor((byte)value, 0, 0));

    private string Write(string name, LandCoverClass[] classes, Func<int, byte> index)
    {
        var path = folder[name];
        using var writer = MapWriter.Create(path, Grid, classes, new Dictionary<string, string>());
        writer.Write(0, [.. Enumerable.Range(0, Grid.Height * Grid.Width).Select(index)]);
        writer.Complete();
        return path;
    }
}
