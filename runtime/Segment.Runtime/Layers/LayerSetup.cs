using Segment.PackageFormat;
using Segment.Raster.Maps;

namespace Segment.Runtime.Layers;

/// <summary>What is made of the network's logits.</summary>
internal sealed record LayerSetup
{
    /// <summary>Gets the layers to fill; the class index comes first.</summary>
    public required IReadOnlyList<MapLayer> Layers { get; init; }

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>Gets the class that cannot win; null where all can.</summary>
    public int? Excluded { get; init; }

    /// <summary>Gets the confidence, as a byte, below which a pixel's class is not told; 0 tells every one.</summary>
    public byte AbstainBelow { get; init; }

    /// <summary>Gets the temperature that logits are divided by before they become probabilities.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Gets the views whose logits are averaged.</summary>
    public TestTimeAugmentation Augmentation { get; init; } = TestTimeAugmentation.Off;

    /// <summary>Gets whether probabilities are needed, be it for a layer or to abstain.</summary>
    public bool NeedsProbabilities =>
        AbstainBelow > 0
        || Layers.Any(layer => layer.Kind is not (MapLayerKind.ClassIndex or MapLayerKind.Applicability));

    /// <summary>Lays out what the options ask for.</summary>
    /// <param name="options">The options, without problems.</param>
    /// <param name="definition">The package's definition.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <returns>The set-up.</returns>
    public static LayerSetup For(ClassifyOptions options, ModelDefinition definition, Action<string>? notice)
    {
        var background = definition.Classes.ToList().FindIndex(c => c.Value == 0);
        if (!options.PredictBackground && background < 0)
        {
            notice?.Invoke(
                $"No class of the package {definition.Name} has the value 0, so there is no background to leave out."
            );
        }

        return new LayerSetup
        {
            Layers = MapLayerCatalog.For(definition.Classes, options.Layers),
            Classes = definition.Classes.Count,
            Excluded = options.PredictBackground || background < 0 ? null : background,
            AbstainBelow = Quantization.ToByte(options.AbstainBelow ?? 0),
            Augmentation = options.TestTimeAugmentation,
        };
    }
}
