using System.Globalization;
using System.Text.Json;
using Segment.Raster;
using Segment.Runtime.Models;

namespace Segment.Runtime.Store;

/// <summary>Lists what a classification's bytes depend on: an option that changes a byte of the map has a line here.</summary>
internal static class ClassifyKey
{
    /// <summary>Describes a classification.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="model">The model.</param>
    /// <param name="scene">The scene.</param>
    /// <returns>Texts by name, for <see cref="StorePlan.Key"/>.</returns>
    public static IReadOnlyDictionary<string, string> Of(
        ClassifyOptions options,
        InferenceModel model,
        RasterSource scene
    ) =>
        new SortedDictionary<string, string>(
            SceneIdentity.Of(scene).ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        )
        {
            ["the package"] = $"{model.Definition.Name} {model.Definition.Version}, SHA-256 {model.Sha256}",
            ["the version of Segment"] = Classifier.Version,
            ["--variant"] = Classifier.VariantName(model.Variant),
            ["--device"] = Classifier.DeviceName(model),
            ["--tile-size"] = Text(options.TileSize),
            ["--shard"] = options.Shard is { } shard ? $"one of {shard.Count}" : "not given",
            ["--mask"] = options.OutputGrid.Mask is { } mask ? SceneIdentity.OfFile(mask) : "off",
            ["--padding"] = Text(options.Padding),
            ["--blend"] = $"{options.Blend}".ToLowerInvariant(),
            ["what is said about the model"] = options.Foreign.IsEmpty
                ? "nothing"
                : JsonSerializer.Serialize(options.Foreign, StoreJsonContext.Default.ForeignModelOptions),
            ["the layers"] = $"{options.Layers}",
            ["--abstain-below"] = Text(options.AbstainBelow),
            ["--abstain-value"] = options.AbstainValue is { } unsure ? $"{unsure}" : "NoData",
            ["--predict-background"] = $"{options.PredictBackground}",
            ["--test-time-augmentation"] = $"{options.TestTimeAugmentation}",
        };

    private static string Text(double? value) =>
        value is { } number ? number.ToString(CultureInfo.InvariantCulture) : "off";

    private static string Text(int? value) => value is { } number ? $"{number}" : "auto";
}
