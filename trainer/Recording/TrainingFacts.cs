using System.Security.Cryptography;
using Segment.Ledger.Fields;
using Segment.Networks.Ops;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Chips;
using Segment.Trainer.Packaging;

namespace Segment.Trainer.Recording;

/// <summary>What the ledger of runs keeps of chips, networks and packages.</summary>
internal static class TrainingFacts
{
    /// <summary>Tells what is known of chips.</summary>
    /// <param name="chips">The folder.</param>
    /// <returns>The facts.</returns>
    public static RunFacts Of(ChipFolder chips)
    {
        var grid = Covered(chips);
        return RunFacts
            .None.With(RunFields.TrainingData, chips.Folder)
            .With(RunFields.Chips, chips.Chips.Count)
            .With(RunFields.Classes, chips.Classes.Count)
            .With(RunFields.Bands, chips.Bands.Count)
            .With(RunFields.ChipSize, Math.Min(chips.TileHeight, chips.TileWidth))
            .With(RunFields.Resolution, grid is null ? null : PlaceText.Metres(grid))
            .With(RunFields.Domain, grid is null ? null : PlaceText.Of(grid));
    }

    /// <summary>Tells what is known of a network.</summary>
    /// <param name="definition">Its definition.</param>
    /// <returns>The facts.</returns>
    public static RunFacts Of(ModelDefinition definition)
    {
        var declared = DefinedNetwork.Of(definition).Declare();
        return RunFacts
            .None.With(RunFields.Model, definition.Name)
            .With(RunFields.ModelType, definition.ModelType)
            .With(RunFields.Backbone, definition.Backbone)
            .With(RunFields.Layers, declared.Parameters.Values.Count(p => p.Kind == ParameterKind.ConvolutionWeight))
            .With(RunFields.Weights, declared.ParameterCount)
            .With(RunFields.Classes, definition.Classes.Count)
            .With(RunFields.Bands, definition.Bands.Count)
            .With(RunFields.ChipSize, definition.ChipSize)
            .With(RunFields.Epochs, definition.Training.Epochs)
            .With(RunFields.BestEpoch, definition.Training.BestEpoch)
            .With(RunFields.BatchSize, definition.Training.BatchSize)
            .With(RunFields.LearningRate, definition.Training.LearningRate)
            .With(RunFields.Seed, definition.Training.Seed);
    }

    /// <summary>Tells how good a network is.</summary>
    /// <param name="metrics">Its scores.</param>
    /// <returns>The facts.</returns>
    public static RunFacts Of(TrainingMetrics metrics) =>
        RunFacts
            .None.With(RunFields.Accuracy, metrics.Accuracy)
            .With(RunFields.MajorityAccuracy, metrics.MajorityAccuracy)
            .With(RunFields.Dice, metrics.MacroDice)
            .With(RunFields.MeanIoU, metrics.MeanIoU)
            .With(RunFields.TestAccuracy, metrics.Test?.Accuracy);

    /// <summary>Tells what is known of a package.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RunFacts OfPackage(string path)
    {
        using var stream = File.OpenRead(path);
        return RunFacts
            .None.With(RunFields.Package, Path.GetFullPath(path))
            .With(RunFields.ModelBytes, stream.Length)
            .With(RunFields.PackageHash, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    // The part of the chips' common grid that they cover; chips that have no place on it are left out.
    private static GridGeometry? Covered(ChipFolder chips)
    {
        var places = chips.Chips.Select(chip => chip.Position).OfType<PixelWindow>().ToList();
        return places.Count == 0 || chips.Transform is null
            ? null
            : new GridGeometry(
                places.Max(p => p.Row + p.Height),
                places.Max(p => p.Column + p.Width),
                chips.Transform,
                chips.CrsWkt
            );
    }
}
