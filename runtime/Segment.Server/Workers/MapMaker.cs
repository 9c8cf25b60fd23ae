using Segment.Raster;
using Segment.Raster.Features;
using Segment.Raster.Maps;
using Segment.Runtime;
using Segment.Runtime.Models;

namespace Segment.Server.Workers;

/// <summary>Makes a map in a worker process, and what is made of the map.</summary>
internal static class MapMaker
{
    /// <summary>The part of the progress bar that the map takes where polygons are drawn too.</summary>
    private const double MapShare = 0.9;

    /// <summary>Progress is told in steps of one in so many.</summary>
    private const double Steps = 200;

    /// <summary>Classifies a scene.</summary>
    /// <param name="task">What to do.</param>
    /// <param name="models">The models held open.</param>
    /// <param name="lanes">The lanes that all jobs share.</param>
    /// <param name="voice">Told progress and facts.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What was made.</returns>
    public static MapFacts Make(
        ClassifyTask task,
        OpenModels models,
        GrantedLanes lanes,
        TaskVoice voice,
        CancellationToken token
    )
    {
        SceneCheck.CheckMap(task);
        var model = models.Get(task.ModelPath, task.Variant);
        var host = new ClassifyHost { Model = model, Lanes = lanes };
        var mapShare = task.FeaturesPath is null ? 1 : MapShare;
        var result = Classifier.Run(task.ToOptions(), host, new Steady(voice, 0, mapShare), voice.Notice, token);
        var polygons = Polygons(task, voice, token);
        return Facts(model, result, polygons);
    }

    private static long? Polygons(ClassifyTask task, TaskVoice voice, CancellationToken token)
    {
        if (task.FeaturesPath is not { } path)
        {
            return null;
        }

        var shape = new FeatureOptions
        {
            MinimumMappingUnit = task.MinimumMappingUnit is { } unit ? MappingUnit.Parse(unit) : null,
            SimplificationTolerance = task.SimplificationTolerance,
        };
        return MapFeatures.Write(task.MapPath, path, shape, new Steady(voice, MapShare, 1), token).Count;
    }

    private static MapFacts Facts(InferenceModel model, ClassifyResult result, long? polygons)
    {
        using var map = ClassMap.Open(result.MapPath);
        var area = PixelArea.SquareMetres(map.Grid);
        return new MapFacts
        {
            Package = model.Definition.Name,
            Version = model.Definition.Version,
            Sha256 = model.Sha256,
            Height = result.Height,
            Width = result.Width,
            NoDataPixels = result.NoDataPixels,
            AbstainedPixels = result.AbstainedPixels,
            Classes =
            [
                .. result.Classes.Select(tally => new ClassFacts(
                    tally.Class.Value,
                    tally.Class.Name,
                    $"{tally.Class.Color}",
                    tally.Pixels,
                    area * tally.Pixels
                )),
            ],
            Seconds = result.Seconds,
            ReadSeconds = result.ReadSeconds,
            InferSeconds = result.InferSeconds,
            WriteSeconds = result.WriteSeconds,
            Tiles = result.Tiles,
            Device = result.Device,
            Polygons = polygons,
        };
    }

    /// <summary>Tells progress in steps, not each time.</summary>
    private sealed class Steady(TaskVoice voice, double from, double to) : IProgress<double>
    {
        private double told = -1;

        public void Report(double value)
        {
            var step = Math.Floor((from + ((to - from) * value)) * Steps) / Steps;
            if (step > told)
            {
                told = step;
                voice.Progress(step);
            }
        }
    }
}
