using System.Text.Json;
using Segment.PackageFormat.Onnx;

namespace Segment.PackageFormat.Tests;

public sealed class DeepnessModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_metadata_is_what_the_plugin_reads()
    {
        var metadata = Convert(Samples.Definition, 256).MetadataProps.ToDictionary(p => p.Key, p => p.Value);

        Assert.Equal("\"Segmentor\"", metadata["model_type"]);
        Assert.Equal(
            ["Sea", "Mangrove", "Área construída"],
            JsonSerializer
                .Deserialize<Dictionary<string, string>>(metadata["class_names"])!
                .OrderBy(c => c.Key)
                .Select(c => c.Value)
        );
        Assert.Equal("2850", metadata["resolution"]);
        Assert.Equal("256", metadata["tile_size"]);
        Assert.Equal("256", metadata["tiles_size"]);
        Assert.Equal("25", metadata["tiles_overlap"]);
        Assert.Equal("0", metadata["seg_thresh"]);
        Assert.Equal("0", metadata["seg_small_segment"]);
    }

    [Fact]
    public void The_plugins_arithmetic_gives_the_raw_samples_back()
    {
        var metadata = Convert(Samples.Definition, 256).MetadataProps.ToDictionary(p => p.Key, p => p.Value);
        var mean = JsonSerializer.Deserialize<double[]>(metadata["standardization_mean"])!;
        var deviation = JsonSerializer.Deserialize<double[]>(metadata["standardization_std"])!;

        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 65535])
            .Sample(
                (band, sample) =>
                {
                    // The plugin computes in single precision: divide by 255, subtract, divide.
                    var standardised = ((sample / 255f) - (float)mean[band]) / (float)deviation[band];

                    Assert.Equal(sample, standardised, sample * 3e-7);
                }
            );
        Assert.Equal(2, mean.Length);
        Assert.Equal(2, deviation.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_graph_has_a_square_input_and_one_output_of_probabilities(bool hasClassOutput)
    {
        var graph = Convert(Samples.Definition with { HasClassOutput = hasClassOutput }, 256).Graph;

        Assert.Equal([1, 2, 256, 256], Sides(Assert.Single(graph.Input)));
        var output = Assert.Single(graph.Output);
        Assert.Equal([1, 3, 256, 256], Sides(output));
        Assert.Equal(["Sub", "Div", "Conv", "Softmax"], graph.Node.Select(n => n.OpType));
        var softmax = graph.Node[^1];
        Assert.Equal([GraphNames.Logits], softmax.Input);
        Assert.Equal([output.Name], softmax.Output);
        Assert.Equal(("axis", 1), (softmax.Attribute[0].Name, softmax.Attribute[0].I));
        Assert.Equal(["center", "scale", "head.weight"], graph.Initializer.Select(t => t.Name));
    }

    [Theory]
    [InlineData("GEOGCS[\"WGS 84\",UNIT[\"degree\",0.0174532925199433]]", 0.0001, "1113.19")]
    [InlineData("PROJCS[\"x\",UNIT[\"US survey foot\",0.304800609601219]]", 10, "304.8")]
    [InlineData("", 1, "100")]
    public void The_resolution_is_in_centimetres(string wkt, double cellSize, string resolution)
    {
        var definition = Samples.Definition with { CrsWkt = wkt, CellSizeX = cellSize };

        Assert.Equal(resolution, Convert(definition, 256).MetadataProps.Single(p => p.Key == "resolution").Value);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(64)]
    [InlineData(4104)]
    [InlineData(0)]
    [InlineData(-8)]
    public void A_tile_size_that_does_not_suit_is_told(int tileSize)
    {
        var e = Assert.Throws<SegmentDataException>(() => Convert(Samples.Definition, tileSize));

        Assert.Equal(
            $"The tile size {tileSize} does not suit the model 'olinda': multiples of 8 above 64 and up to 4096 are allowed, such as 512.",
            e.Message
        );
    }

    private static IEnumerable<long> Sides(ValueInfoProto value) =>
        value.Type.TensorType.Shape.Dim.Select(d => d.DimValue);

    private ModelProto Convert(ModelDefinition definition, int tileSize)
    {
        var contents = Samples.Contents with { Definition = definition, Graph = Graphs.Sound(definition) };
        ModelPackage.Write(folder["a.dlpk"], contents);
        using var package = ModelPackage.Open(folder["a.dlpk"]);
        return ModelProto.Parser.ParseFrom(DeepnessModel.Convert(package, tileSize));
    }
}
