using Segment.PackageFormat;

namespace Segment.Raster.Maps;

/// <summary>Lists the layers of a classification, in the one order that lanes, store and files share.</summary>
public static class MapLayerCatalog
{
    private const double Step = 1.0 / MapLayer.One;

    /// <summary>Lists the layers: classes, confidence, entropy, applicability, then the probability of each class.</summary>
    /// <param name="classes">The classes; the position is the class index.</param>
    /// <param name="extra">What is wanted beside the classes.</param>
    /// <returns>The layers; the classes come first.</returns>
    public static IReadOnlyList<MapLayer> For(IReadOnlyList<LandCoverClass> classes, ExtraLayers extra)
    {
        List<MapLayer> layers = [new(MapLayerKind.ClassIndex, "class", "Class", 1)];
        Add(ExtraLayers.Confidence, new(MapLayerKind.Confidence, "confidence", "Confidence", Step));
        Add(ExtraLayers.Entropy, new(MapLayerKind.Entropy, "entropy", "Entropy", Step));
        Add(ExtraLayers.Applicability, new(MapLayerKind.Applicability, "applicability", "Applicability", Step));
        foreach (var (index, c) in classes.Index())
        {
            var layer = new MapLayer(
                MapLayerKind.Probability,
                $"probability_{c.Value}",
                $"Probability of {c.Name}",
                Step,
                index
            );
            Add(ExtraLayers.Probabilities, layer);
        }

        return layers;

        void Add(ExtraLayers wanted, MapLayer layer)
        {
            if (extra.HasFlag(wanted))
            {
                layers.Add(layer);
            }
        }
    }
}
