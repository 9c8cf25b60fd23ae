using Segment.Raster.Maps;

namespace Segment.Raster.Tests.Maps;

public sealed class MapLayerCatalogTests
{
    private static readonly LandCoverClass[] Classes =
    [
        new(3, "Sea", new ClassColor(0, 0, 255)),
        new(700, "Forest", new ClassColor(0, 99, 0)),
    ];

    [Fact]
    public void The_classes_come_first_and_alone_where_nothing_else_is_wanted()
    {
        var layer = Assert.Single(MapLayerCatalog.For(Classes, ExtraLayers.None));

        Assert.Equal((MapLayerKind.ClassIndex, "class"), (layer.Kind, layer.Name));
    }

    [Fact]
    public void Every_layer_has_its_name_and_probabilities_name_their_class()
    {
        var all = ExtraLayers.Confidence | ExtraLayers.Entropy | ExtraLayers.Applicability | ExtraLayers.Probabilities;
        var layers = MapLayerCatalog.For(Classes, all);

        Assert.Equal(
            ["class", "confidence", "entropy", "applicability", "probability_3", "probability_700"],
            layers.Select(layer => layer.Name)
        );
        Assert.Equal([null, null, null, null, 0, 1], layers.Select(layer => layer.ClassIndex));
        Assert.Equal("Probability of Forest", layers[^1].Description);
        Assert.All(layers.Skip(1), layer => Assert.Equal(1, layer.Scale * MapLayer.One, 12));
    }
}
