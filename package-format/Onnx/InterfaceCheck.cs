namespace Segment.PackageFormat.Onnx;

/// <summary>Whether a graph's input and outputs are those of <see cref="GraphNames"/>.</summary>
internal static class InterfaceCheck
{
    /// <summary>Lists everything that is wrong with inputs and outputs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="definition">The bands and classes that they must have.</param>
    /// <returns>One sentence for each problem.</returns>
    public static IEnumerable<string> Problems(GraphProto graph, ModelDefinition definition)
    {
        var image = new Port(
            GraphNames.Image,
            TensorProto.Types.DataType.Float,
            ["N", definition.Bands.Count, "H", "W"]
        );
        var logits = new Port(
            GraphNames.Logits,
            TensorProto.Types.DataType.Float,
            ["N", definition.Classes.Count, "H", "W"]
        );
        var index = new Port(GraphNames.ClassIndex, TensorProto.Types.DataType.Uint8, ["N", "H", "W"]);
        return Problems("input", graph.Input, [image])
            .Concat(Problems("output", graph.Output, definition.HasClassOutput ? [logits, index] : [logits]));
    }

    private static IEnumerable<string> Problems(string kind, IReadOnlyList<ValueInfoProto> found, Port[] wanted)
    {
        var names = string.Join(", ", found.Take(8).Select(v => ShownText.Quote(v.Name)));
        var wantedNames = string.Join(", ", wanted.Select(p => $"'{p.Name}'"));
        return found.Select(v => v.Name).SequenceEqual(wanted.Select(p => p.Name), StringComparer.Ordinal)
            ? found
                .Zip(wanted)
                .Where(pair => !pair.Second.Fits(pair.First))
                .Select(pair => pair.Second.Problem(kind, pair.First))
            : [$"The graph's {kind}s are {(names.Length > 0 ? names : "none")}; it needs {wantedNames}."];
    }

    /// <summary>One input or output.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its number type.</param>
    /// <param name="Shape">Numbers for fixed sides, letters for free ones.</param>
    private sealed record Port(string Name, TensorProto.Types.DataType Type, IReadOnlyList<object> Shape)
    {
        public bool Fits(ValueInfoProto value) =>
            value.Type?.TensorType is { Shape: { } shape } tensor
            && tensor.ElemType == (int)Type
            && shape.Dim.Count == Shape.Count
            && shape.Dim.Zip(Shape).All(pair => FitsSide(pair.First, pair.Second));

        public string Problem(string kind, ValueInfoProto value)
        {
            var tensor = value.Type?.TensorType;
            var dims = tensor?.Shape?.Dim.Take(8).Select(Shown) ?? [];
            return $"The graph's {kind} '{Name}' is {(TensorProto.Types.DataType)(tensor?.ElemType ?? 0)} ({string.Join(", ", dims)}); "
                + $"it must be {Type} ({string.Join(", ", Shape)}), where letters stand for sides of any length.";
        }

        private static bool FitsSide(TensorShapeProto.Types.Dimension side, object wanted) =>
            wanted is int length
                ? side.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && side.DimValue == length
                : side.ValueCase != TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue;

        private static string Shown(TensorShapeProto.Types.Dimension side) =>
            side.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? side.DimValue.ToString()
            : side.DimParam.Length > 0 ? ShownText.Quote(side.DimParam)
            : "free";
    }
}
