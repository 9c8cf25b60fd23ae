using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Chips;
using Segment.Raster.Labels;
using Segment.Raster.Scenes;
using Segment.TrainingData.Doctor.Facts;
using Segment.TrainingData.Reviewing;

namespace Segment.TrainingData.Doctor;

/// <summary>Gathers facts and lets every check look at them.</summary>
public static class Examination
{
    /// <summary>Gathers what the checks look at and runs them.</summary>
    /// <param name="options">What to look at.</param>
    /// <param name="notice">Told what reading the inputs tells, one sentence a call.</param>
    /// <param name="forMaps">Whether only what matters for classifying a scene is looked at.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="SegmentDataException">An option or an input is not usable at all.</exception>
    public static DoctorReport Run(
        DoctorOptions options,
        Action<string>? notice = null,
        bool forMaps = false,
        CancellationToken token = default
    )
    {
        var (patient, share) = Gather(options, notice, token);
        return Run(patient, share, forMaps);
    }

    /// <summary>Runs the checks that apply.</summary>
    /// <param name="patient">The facts.</param>
    /// <param name="sampledShare">Share of the samples that the facts come from, 0–1.</param>
    /// <param name="forMaps">Whether only what matters for classifying a scene is looked at.</param>
    /// <returns>What was found.</returns>
    public static DoctorReport Run(Patient patient, double sampledShare = 1, bool forMaps = false)
    {
        var checks = CheckCatalog.All.Where(c => (c.MattersForMaps || !forMaps) && c.AppliesTo(patient)).ToList();

        // OrderBy is stable: findings of equal weight keep the catalog's order.
        return new DoctorReport(
            [.. checks.SelectMany(c => c.Examine(patient)).OrderByDescending(f => f.Severity)],
            [.. checks.Select(c => c.Id)],
            sampledShare
        );
    }

    /// <summary>Gathers the facts.</summary>
    /// <param name="options">What to look at.</param>
    /// <param name="notice">Told what reading the inputs tells.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The facts, and the share of the samples that they come from, 0–1.</returns>
    /// <exception cref="SegmentDataException">An option or an input is not usable at all.</exception>
    public static (Patient Patient, double SampledShare) Gather(
        DoctorOptions options,
        Action<string>? notice,
        CancellationToken token
    )
    {
        var problems = string.Join(Environment.NewLine, options.Problems());
        if (problems.Length > 0)
        {
            throw new SegmentDataException(problems);
        }

        var (patient, share) = Scenes(options, notice, token);
        if (options.Chips is { } chips)
        {
            var (facts, read) = ChipsReading.Read(chips, patient.Commands, notice, token);
            share = Math.Min(share, read);
            patient = patient with
            {
                Bands = patient.Bands.Count > 0 ? patient.Bands : facts.Bands,
                Classes = patient.Classes.Count > 0 ? patient.Classes : facts.Classes,
                Tiling = facts.Tiling,
            };
        }

        if (options.Model is { } model)
        {
            using var package = ModelPackage.Open(model);
            patient = patient with { Package = package.Definition };
        }

        return (options.Run is { } run ? patient with { Run = Training(run) } : patient, share);
    }

    private static RunFacts Training(string path)
    {
        var model = ModelReading.Read(path, $"--run {path}");
        return new RunFacts(path, model.Metrics, model.History);
    }

    private static (Patient Patient, double Share) Scenes(
        DoctorOptions options,
        Action<string>? notice,
        CancellationToken token
    )
    {
        var patient = new Patient { Commands = new RemedyCommands(options), CellSize = options.CellSize };
        if (options.Scenes.Count == 0)
        {
            return (patient, 1);
        }

        var scenes = new List<SceneFacts>();
        foreach (var path in options.Scenes)
        {
            using var scene = RasterSource.Open(path);
            scenes.Add(SceneReading.Read(scene, token));
        }

        if (options.Labels is { } labels)
        {
            using var whole = Whole(options.Scenes);
            using var scene = RasterSource.Open(whole?.Path ?? options.Scenes[0]);
            patient = Labels(patient, options, labels, (scene, scenes[0]), notice, token);
        }

        return (patient with { Scenes = scenes, Bands = scenes[0].Bands }, scenes.Min(s => s.SampledShare));
    }

    /// <summary>Joins scenes where they fit together; labels are looked at on the first where they do not.</summary>
    private static SceneMosaic? Whole(IReadOnlyList<string> scenes)
    {
        try
        {
            return SceneMosaic.Open(scenes);
        }
        catch (SegmentDataException)
        {
            return null;
        }
    }

    private static Patient Labels(
        Patient patient,
        DoctorOptions options,
        string path,
        (RasterSource Source, SceneFacts Facts) scene,
        Action<string>? notice,
        CancellationToken token
    )
    {
        using var labels = LabelSource.Open(path, options.LabelOptions, scene.Source.Grid, notice);
        var tile = options.TileSize ?? Tile(labels, scene.Source.Grid);
        var tiles = (tile, options.Stride ?? Math.Max(1, tile / 2));
        var facts = LabelReading.Read(labels, path, scene.Source, scene.Facts, tiles, token);
        return patient with { Labels = facts.Labels, Classes = facts.Classes, Tiling = facts.Tiling };
    }

    /// <summary>Chooses the tile size as <c>segment chips</c> does.</summary>
    private static int Tile(LabelSource labels, GridGeometry grid)
    {
        var room = Math.Min(grid.Height, grid.Width);
        var widths = labels
            .Drawings.Where(f => f.ClassIndex != LabelSource.Ignore)
            .Select(f => (double)Math.Max(f.Bounds.Height, f.Bounds.Width))
            .ToList();
        return widths.Count > 0 ? TileSides.For(Figures.Median(widths), room) : Math.Min(TileSides.Usual, room);
    }
}
