using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Segment.PackageFormat.Onnx;

namespace Segment.PackageFormat;

/// <summary>Converts a package's graph to the single file that QGIS's Deepness plugin runs.</summary>
/// <remarks>
/// The plugin reads square tiles, divides the samples by 255, subtracts <c>standardization_mean</c> and divides by
/// <c>standardization_std</c>; with mean 0 and deviation 1/255 our graph gets the raw samples that it normalises itself.
/// It wants probabilities, so a softmax follows the logits. Keys:
/// <see href="https://qgis-plugin-deepness.readthedocs.io/en/latest/creators/creators_add_metadata_to_model.html"/>; its
/// documentation says <c>tiles_size</c> and its reader looks for <c>tile_size</c>, so both are written.
/// </remarks>
public static class DeepnessModel
{
    private const int MaxTileSize = 4096;

    private const string Probabilities = "probabilities";

    /// <summary>Writes the ONNX file.</summary>
    /// <param name="package">The package.</param>
    /// <param name="tileSize">Side of the plugin's tiles, in pixels: a multiple of the stride, more than twice the padding, at most 4096.</param>
    /// <returns>
    /// The bytes of an ONNX model: input <c>image</c> (1, bands, tileSize, tileSize), raw samples divided as above; output
    /// <c>probabilities</c> (1, classes, tileSize, tileSize); channel = class index.
    /// </returns>
    /// <exception cref="SegmentDataException">The tile size is not allowed.</exception>
    public static byte[] Convert(ModelPackage package, int tileSize)
    {
        var d = package.Definition;
        if (tileSize % d.Stride != 0 || tileSize <= 2 * d.Padding || tileSize > MaxTileSize)
        {
            throw new SegmentDataException(
                $"The tile size {tileSize} does not suit the model '{d.Name}': multiples of {d.Stride} above {2 * d.Padding} "
                    + $"and up to {MaxTileSize} are allowed, such as {Suggestion(d)}."
            );
        }

        var model = ModelProto.Parser.ParseFrom(package.Graph.Span);
        AppendSoftmax(model.Graph);
        FixShape(model.Graph.Input[0], d.Bands.Count, tileSize);
        FixShape(model.Graph.Output[0], d.Classes.Count, tileSize);
        model.MetadataProps.Clear();
        model.MetadataProps.Add(
            Metadata(d, tileSize)
                .Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value.ToJsonString() })
        );
        return model.ToByteArray();
    }

    private static int Suggestion(ModelDefinition d)
    {
        var least = Math.Max(512, (2 * d.Padding) + 1);
        return (least + d.Stride - 1) / d.Stride * d.Stride;
    }

    // Only what leads to the logits stays: the plugin wants one output.
    private static void AppendSoftmax(GraphProto graph)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal) { GraphNames.Logits };
        var nodes = new List<NodeProto>();
        foreach (var node in graph.Node.Reverse().Where(n => n.Output.Any(needed.Contains)))
        {
            needed.UnionWith(node.Input);
            nodes.Insert(0, node);
        }

        var output = Probabilities;
        while (graph.Initializer.Any(t => t.Name == output) || nodes.Any(n => n.Output.Contains(output)))
        {
            output += "_";
        }

        var softmax = new NodeProto { OpType = "Softmax", Name = output };
        softmax.Input.Add(GraphNames.Logits);
        softmax.Output.Add(output);
        softmax.Attribute.Add(
            new AttributeProto
            {
                Name = "axis",
                Type = AttributeProto.Types.AttributeType.Int,
                I = 1,
            }
        );
        graph.Node.Clear();
        graph.Node.Add(nodes);
        graph.Node.Add(softmax);
        // Shapes inside the graph were written for free sides.
        graph.ValueInfo.Clear();
        Keep(graph, needed);
        var logits = graph.Output[0];
        logits.Name = output;
        graph.Output.Clear();
        graph.Output.Add(logits);
    }

    private static void Keep(GraphProto graph, HashSet<string> needed)
    {
        var weights = graph.Initializer.Where(t => needed.Contains(t.Name)).ToList();
        graph.Initializer.Clear();
        graph.Initializer.Add(weights);
    }

    private static void FixShape(ValueInfoProto value, int channels, int tileSize)
    {
        var shape = new TensorShapeProto();
        foreach (var side in new[] { 1, channels, tileSize, tileSize })
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = side });
        }

        value.Type.TensorType.Shape = shape;
    }

    private static IEnumerable<(string Key, JsonNode Value)> Metadata(ModelDefinition d, int tileSize)
    {
        var names = d.Classes.Select(
            (c, i) => KeyValuePair.Create(i.ToString(CultureInfo.InvariantCulture), (JsonNode?)c.Name)
        );
        var overlap = ((200 * d.Padding) + tileSize - 1) / tileSize;
        yield return ("model_type", "Segmentor");
        yield return ("class_names", new JsonObject(names));
        yield return ("resolution", Math.Round(d.CellSizeX * MapUnit.Metres(d.CrsWkt) * 100, 2));
        yield return ("tile_size", tileSize);
        yield return ("tiles_size", tileSize);
        yield return ("tiles_overlap", overlap);
        yield return ("standardization_mean", Repeat(0.0, d.Bands.Count));
        yield return ("standardization_std", Repeat(1.0 / 255, d.Bands.Count));
        // A threshold above 0 would turn every pixel that is not sure into the first class.
        yield return ("seg_thresh", 0.0);
        yield return ("seg_small_segment", 0);
    }

    private static JsonArray Repeat(double value, int count) =>
        new([.. Enumerable.Repeat(value, count).Select(v => (JsonNode)v)]);
}
