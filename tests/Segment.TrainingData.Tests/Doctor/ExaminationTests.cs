using Segment.Raster.Labels;
using Segment.TrainingData.Doctor;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>The whole way from files to findings, on the sample scene and on scenes made here.</summary>
public sealed class ExaminationTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void The_sample_scene_and_its_polygons_are_well()
    {
        var report = Examination.Run(
            new DoctorOptions
            {
                Scenes = [TestFiles.Sample("L7_ETMs.tif")],
                Labels = TestFiles.Sample("olinda_training.gpkg"),
                LabelOptions = new LabelOptions { ClassValueField = "class" },
            }
        );

        Assert.Empty(report.Findings);
        Assert.Equal(1, report.SampledShare);
        Assert.True(report.Checked.Count > 20);
    }

    [Fact]
    public void The_sample_package_is_well_on_the_sample_scene()
    {
        var report = Examination.Run(
            new DoctorOptions
            {
                Scenes = [TestFiles.Sample("L7_ETMs.tif")],
                Model = TestFiles.Model,
                Run = TestFiles.Model,
            }
        );

        Assert.Empty(report.Findings);
        Assert.Contains("scene-band-count", report.Checked);
        Assert.Contains("dice-near-zero", report.Checked);
    }

    [Fact]
    public void The_tiles_of_the_talk_are_named_on_the_sample_scene()
    {
        var report = Examination.Run(
            new DoctorOptions
            {
                Scenes = [TestFiles.Sample("L7_ETMs.tif")],
                Labels = TestFiles.Sample("olinda_training.gpkg"),
                LabelOptions = new LabelOptions { ClassValueField = "class" },
                TileSize = 256,
                Stride = 256,
            }
        );

        Assert.Equal(
            ["few-chips", "chip-larger-than-polygons", "chip-larger-than-scene-share"],
            report.Findings.Select(f => f.Check).Take(3)
        );
        Assert.Equal(4, report.Findings[0].Numbers["chips"]);
        Assert.Contains(
            "--class-value-field class --out chips --tile-size 32",
            report.Findings[0].Remedy,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_polygon_with_the_wrong_class_is_found()
    {
        // Two classes of ten polygons each, dark and bright; the last dark one is drawn as bright.
        var scene = files.Scene(200, 200, 2, (band, row, _) => (row < 100 ? 20 : 200) + (band * 10) + (row % 5));
        var labels = files.Polygons([
            .. Enumerable.Range(0, 10).Select(i => (1, 4 + (i / 5 * 40), 4 + (i % 5 * 40), 10)),
            .. Enumerable.Range(0, 10).Select(i => (2, 104 + (i / 5 * 40), 4 + (i % 5 * 40), 10)),
            (2, 20, 100, 10),
        ]);

        var report = Examination.Run(Options(scene, labels));

        var finding = Assert.Single(report.Findings, f => f.Check == "labels-contradict-spectra");
        Assert.Equal("feature 21 at x 105, y 25", Assert.Single(finding.Items).Name);
        Assert.Contains("is drawn as class 2 but looks like class 1: ", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Polygons_on_NoData_twins_and_specks_are_found()
    {
        var scene = files.Scene(
            200,
            200,
            2,
            (_, row, column) => column < 60 ? 0 : 50 + ((row + column) % 7),
            noData: 0
        );
        var labels = files.Polygons([
            (1, 10, 10, 20),
            (1, 10, 80, 20),
            (1, 10, 80, 20),
            (2, 90, 90, 20),
            (2, 150, 150, 0.2),
        ]);

        var report = Examination.Run(Options(scene, labels));

        var found = report.Findings.ToDictionary(f => f.Check, StringComparer.Ordinal);
        Assert.Equal(1, found["polygons-on-nodata"].Numbers["wholly"]);
        Assert.Equal(1, found["duplicate-polygons"].Numbers["copies"]);
        Assert.Equal(1, found["polygons-smaller-than-pixel"].Numbers["smallPolygons"]);
    }

    [Fact]
    public void A_border_of_zeros_and_a_copied_band_are_found()
    {
        var scene = files.Scene(
            100,
            100,
            3,
            (band, row, column) => column < 20 ? 0 : 50 + (band == 2 ? 0 : band * 9) + ((row * 7) % 31)
        );

        var report = Examination.Run(new DoctorOptions { Scenes = [scene] });

        var found = report.Findings.ToDictionary(f => f.Check, StringComparer.Ordinal);
        Assert.Equal(0.2, found["nodata-not-declared"].Numbers["share"], 0.01);
        Assert.Contains("1 (Band_1) = 3 (Band_3)", found["duplicate-band"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_scene_is_sampled_and_says_so()
    {
        var scene = files.Scene(3000, 3000, 2, (band, row, column) => (band * 40) + ((row * 31) + (column * 17)) % 200);

        var report = Examination.Run(new DoctorOptions { Scenes = [scene] });

        Assert.InRange(report.SampledShare, 0.6, 0.7);
    }

    [Fact]
    public void Options_say_all_that_is_wrong_with_them()
    {
        var e = Assert.Throws<SegmentDataException>(() =>
            Examination.Run(
                new DoctorOptions
                {
                    Labels = "l.gpkg",
                    TileSize = 4,
                    Run = "run",
                }
            )
        );

        Assert.Equal(
            "--labels is given without --scene: give the scene that the labels lie on."
                + Environment.NewLine
                + "--tile-size is 4: give 8 to 4096 pixels.",
            e.Message
        );
    }

    [Fact]
    public void A_folder_that_is_no_run_is_refused()
    {
        var e = Assert.Throws<SegmentDataException>(() => Examination.Run(new DoctorOptions { Run = files.Folder }));

        Assert.StartsWith($"--run {files.Folder} is no finished training: ", e.Message, StringComparison.Ordinal);
    }

    private static DoctorOptions Options(string scene, string labels) =>
        new()
        {
            Scenes = [scene],
            Labels = labels,
            LabelOptions = new LabelOptions { ClassValueField = "class" },
            TileSize = 16,
        };
}
