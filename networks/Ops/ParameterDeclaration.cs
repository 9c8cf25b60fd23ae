namespace Segment.Networks.Ops;

/// <summary>One parameter that an architecture asks for.</summary>
/// <param name="Name">Full dotted name, such as <c>encoder.layer1.0.conv1.weight</c>.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Shape">Its dimensions: (out, in, kernel, kernel) or (C).</param>
public sealed record ParameterDeclaration(string Name, ParameterKind Kind, IReadOnlyList<int> Shape)
{
    /// <summary>Gets the number of values.</summary>
    public int Count => Shape.Aggregate(1, (product, dimension) => checked(product * dimension));

    /// <summary>Gets a value indicating whether training learns it by gradient; the running statistics are observed instead.</summary>
    public bool IsLearned => Kind is not (ParameterKind.RunningMean or ParameterKind.RunningVariance);

    /// <summary>Writes the shape as in the golden lists.</summary>
    /// <returns>Text such as <c>64,32,3,3</c>.</returns>
    public string ShapeText() => string.Join(',', Shape);
}
