using System.Text.Json;
using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Cli.Tests;

public sealed class AssessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("segment-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_sample_is_drawn_and_says_what_comes_next()
    {
        var map = Map("map.tif", 0);

        var run = ProgramRun.Segment(
            "assess",
            "sample",
            "--map",
            map,
            "--design",
            "equalized",
            "--points",
            "60",
            "--out",
            In("p.gpkg")
        );

        Assert.Equal((0, ""), (run.ExitCode, run.Error.Contains("   at ", StringComparison.Ordinal) ? run.Error : ""));
        Assert.Contains("60 points in random order", run.Output, StringComparison.Ordinal);
        Assert.Contains("GrndTruth", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(In("p.gpkg")));
    }

    [Fact]
    public void Points_that_nobody_interpreted_are_bad_data()
    {
        var map = Map("map.tif", 0);
        ProgramRun.Segment("assess", "sample", "--map", map, "--out", In("p.gpkg"));

        var run = ProgramRun.Segment("assess", "report", "--map", map, "--reference", In("p.gpkg"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("has a class in the field 'GrndTruth'", Flat(run.Error), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_lies_in_the_folder_as_page_table_and_figures()
    {
        // The reference lies one row further down: of 40 rows of each class, one is another's.
        var run = ProgramRun.Segment(
            "assess",
            "report",
            "--map",
            Map("map.tif", 0),
            "--reference",
            Map("reference.tif", 1),
            "--out",
            In("report")
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no sampling error and no interval", Flat(run.Output), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllBytes(In("report/assessment.json")));
        Assert.Equal(7900 / 8000.0, json.RootElement.GetProperty("overallAccuracy").GetDouble(), 9);
        Assert.Equal(
            """
            ClassValue,ClassName,C_1,C_2,Total,U_Accuracy,IoU
            C_1,Water,4000,0,4000,1,0.97561
            C_2,"Forest, dense",100,3900,4000,0.975,0.975
            Total,,4100,3900,8000,,
            P_Accuracy,,0.97561,1,,0.9875,0.975305
            Kappa,,,,,0.975,

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(In("report/confusion_matrix.csv"))
        );
        var page = File.ReadAllText(In("report/assessment.html"));
        Assert.Contains("98.8 %", page, StringComparison.Ordinal);
        Assert.Contains("Forest, dense", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_word_that_is_none_is_answered_with_those_that_are()
    {
        var run = ProgramRun.Segment(
            "assess",
            "report",
            "--map",
            "m",
            "--reference",
            "r",
            "--training-pixels",
            "maybe"
        );

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "--training-pixels is 'maybe': give REFUSE or LEAVE_OUT or COUNT.",
            run.Error,
            StringComparison.Ordinal
        );
    }

    private static string Flat(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string In(string name) => Path.Combine(folder, name);

    private string Map(string name, int shift)
    {
        var grid = new GridGeometry(80, 100, null, "");
        LandCoverClass[] classes =
        [
            new(1, "Water", new ClassColor(0, 0, 255)),
            new(2, "Forest, dense", new ClassColor(0, 99, 0)),
        ];
        using var writer = MapWriter.Create(In(name), grid, classes, new Dictionary<string, string>());
        for (var row = 0; row < 80; row++)
        {
            writer.Write(row, [.. Enumerable.Repeat((byte)(row - shift < 40 ? 0 : 1), 100)]);
        }

        writer.Complete();
        return In(name);
    }
}
