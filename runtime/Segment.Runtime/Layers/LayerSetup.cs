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

    /// <summary>Gets the number of classes that can win.</summary>
    public int Candidates => Classes - (Excluded is null ? 0 : 1);

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

    /// <summary>Gets whether the class index and the confidence of each pixel are all that is needed of the network's answer.</summary>
    public bool FitShortAnswers =>
        Augmentation == TestTimeAugmentation.Off
        && Excluded is null
        && Layers.All(layer =>
            layer.Kind is MapLayerKind.ClassIndex or MapLayerKind.Confidence or MapLayerKind.Applicability
        );

    /// <summary>Gets the numbers that a lane holds for each pixel of a tile beside the network's own memory: the logits;
    /// of turned views also the samples and the logits of one of them.</summary>
    /// <param name="bands">The bands that the network reads.</param>
    /// <returns>Floats a pixel.</returns>
    public int FloatsPerPixel(int bands) => Augmentation == TestTimeAugmentation.Off ? Classes : (2 * Classes) + bands;

    /// <summary>Lays out what the options ask for.</summary>
    /// <param name="options">The options, without problems.</param>
    /// <param name="definition">The package's definition.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <returns>The set-up.</returns>
    /// <exception cref="SegmentDataException">The value for pixels that are not sure is a class's.</exception>
    public static LayerSetup For(ClassifyOptions options, ModelDefinition definition, Action<string>? notice)
    {
        var background = definition.Classes.ToList().FindIndex(c => c.Value == 0);
        if (!options.PredictBackground && background < 0)
        {
            notice?.Invoke(
                $"No class of the package {definition.Name} has the value 0, so there is no background to leave out."
            );
        }

        if (definition.Classes.FirstOrDefault(c => c.Value == options.AbstainValue) is { } taken)
        {
            throw new SegmentDataException(
                $"The value {taken.Value} for pixels that are not sure is that of the class {taken.Name}. Take another one."
            );
        }

        return new LayerSetup
        {
            Layers = MapLayerCatalog.For(definition.Classes, options.Layers),
            Classes = definition.Classes.Count,
            Excluded = options.PredictBackground || background < 0 ? null : background,
            AbstainBelow = Quantization.ToByte(options.AbstainBelow ?? 0),
            Temperature = definition.Temperature,
            Augmentation = options.TestTimeAugmentation,
        };
    }
}
