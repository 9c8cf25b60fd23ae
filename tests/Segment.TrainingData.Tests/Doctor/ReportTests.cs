using System.Text;
using Segment.Raster;
using Segment.TrainingData.Doctor;

namespace Segment.TrainingData.Tests.Doctor;

public sealed class ReportTests
{
    private static readonly Finding Found = new("few-chips", Severity.Problem, "Few", "There are 3.", "Cut more")
    {
        Numbers = new Dictionary<string, double> { ["chips"] = 3 },
        Items = [new FindingItem("é", new Dictionary<string, double> { ["share"] = 0.5 }, new PixelWindow(1, 2, 3, 4))],
    };

    [Fact]
    public void Json_holds_everything()
    {
        var json = Encoding.UTF8.GetString(ReportJson.Write(new DoctorReport([Found], ["few-chips"], 0.25)));

        Assert.Equal(
            """
            {
              "schemaVersion": 1,
              "verdict": "problems",
              "sampledShare": 0.25,
              "checks": [
                "few-chips"
              ],
              "findings": [
                {
                  "check": "few-chips",
                  "severity": "problem",
                  "title": "Few",
                  "text": "There are 3.",
                  "remedy": "Cut more",
                  "numbers": {
                    "chips": 3
                  },
                  "items": [
                    {
                      "name": "é",
                      "numbers": {
                        "share": 0.5
                      },
                      "place": {
                        "row": 1,
                        "column": 2,
                        "height": 3,
                        "width": 4
                      }
                    }
                  ]
                }
              ]
            }

            """,
            json
        );
    }

    [Fact]
    public void The_verdict_is_one_line()
    {
        Assert.Equal(
            "1 problem, 0 doubts (1 check, on 25 % of the samples).",
            FindingText.Verdict(new DoctorReport([Found], ["few-chips"], 0.25))
        );
        Assert.Equal(
            "Nothing to say: 2 checks, all well.",
            FindingText.Verdict(new DoctorReport([], ["few-chips", "no-crs"], 1))
        );
    }

    [Fact]
    public void The_worst_comes_first()
    {
        var patient = Patients.Healthy with { Tiling = Patients.Tiling with { Chips = 40, Stride = 64 } };

        var report = Examination.Run(patient);

        Assert.Equal(["stride-larger-than-tile", "few-chips"], report.Findings.Select(f => f.Check));
    }

    [Theory]
    [InlineData("a/b.tif", "a/b.tif")]
    [InlineData("my scene.tif", "'my scene.tif'")]
    [InlineData("l'eau.gpkg", @"'l'\''eau.gpkg'")]
    [InlineData("$(rm).tif", "'$(rm).tif'")]
    public void Paths_are_fit_for_a_shell(string path, string quoted) =>
        Assert.Equal(quoted, RemedyCommands.Quote(path));
}
