using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime;

namespace Segment.Cli.Recording;

/// <summary>Maps in the ledger of runs: a classification, one shard of it, a merge of all.</summary>
internal static class RecordedMap
{
    /// <summary>The longer side of a map's small picture, in pixels: large enough to compare maps in a table.</summary>
    private const int ThumbnailSide = 240;

    /// <summary>Classifies, and writes that into the ledger.</summary>
    /// <param name="request">What the command line says about the ledger.</param>
    /// <param name="options">What is classified.</param>
    /// <param name="imagery">The scene as it was given.</param>
    /// <param name="work">The work.</param>
    /// <returns>What was done.</returns>
    public static ClassifyResult Classify(
        RunRequest request,
        ClassifyOptions options,
        string imagery,
        Func<ClassifyResult> work
    )
    {
        if (options.Problems().Any())
        {
            // Refused before it begins: no run.
            return work();
        }

        using var run = new RecordedRun(request);
        var start = Start(options, imagery);
        if (options.Shard is { } shard)
        {
            var part = start with { Operation = RunOperation.Shard, Part = $"shard {shard.Index} of {shard.Count}" };
            run.BeginPart(start, part);
        }
        else
        {
            run.Begin(start);
        }

        return run.Do(work, result => End(result, options, imagery));
    }

    /// <summary>Merges shards, and writes that into the ledger: it ends the run that the shards began.</summary>
    /// <param name="request">What the command line says about the ledger.</param>
    /// <param name="map">The map.</param>
    /// <param name="work">The work.</param>
    /// <returns>What was done.</returns>
    public static MergeResult Merge(RunRequest request, string map, Func<MergeResult> work)
    {
        using var run = new RecordedRun(request);
        if (MapMerge.HasShards(map))
        {
            run.TakeUp(new RunStart(RunOperation.Classification, Path.GetFullPath(map)));
        }

        return run.Do(
            work,
            result => new RunEnd(RunState.Done, RunFacts.None) { Thumbnail = Thumbnail(result.MapPath) }
        );
    }

    private static RunStart Start(ClassifyOptions options, string imagery) =>
        new(RunOperation.Classification, Path.GetFullPath(options.OutPath))
        {
            Facts = RunFacts
                .None.With(RunFields.Imagery, imagery)
                .With(RunFields.ImageryYear, SceneYear.Of(options.SceneTime, imagery, Now))
                .With(RunFields.Package, Path.GetFullPath(options.ModelPath)),
        };

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static RunEnd End(ClassifyResult result, ClassifyOptions options, string imagery)
    {
        var definition = result.Definition;
        var facts = RunFacts
            .None.With(RunFields.Classes, definition.Classes.Count)
            .With(RunFields.Bands, definition.Bands.Count)
            .With(RunFields.ChipSize, definition.ChipSize)
            .With(RunFields.Model, definition.Name)
            .With(RunFields.ModelType, definition.ModelType)
            .With(RunFields.Backbone, definition.Backbone)
            .With(RunFields.Domain, PlaceText.Of(result.Grid))
            .With(RunFields.Resolution, PlaceText.Metres(result.Grid))
            .With(RunFields.ImageryYear, SceneYear.Of(result.SceneTime, imagery, Now))
            .With(RunFields.InferenceSeconds, result.Seconds)
            .With(
                RunFields.Device,
                result.Variant == PackageFormat.ModelVariant.Int8 ? $"{result.Device} (int8)" : result.Device
            )
            .With(RunFields.ModelBytes, new FileInfo(options.ModelPath).Length)
            .With(RunFields.PackageHash, result.PackageSha256);
        return new RunEnd(RunState.Done, facts)
        {
            Thumbnail = result.Shard is null ? Thumbnail(result.MapPath) : default,
        };
    }

    private static byte[] Thumbnail(string map)
    {
        using var classes = ClassMap.Open(map);
        return classes.Render(ThumbnailSide).EncodePng();
    }
}
