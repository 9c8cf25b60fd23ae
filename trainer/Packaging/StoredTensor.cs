namespace Segment.Trainer.Packaging;

/// <summary>A tensor as a file's header tells of it.</summary>
/// <param name="Type">Its number type, such as <c>F32</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Count">Its number of values.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record StoredTensor(string Type, IReadOnlyList<int> Shape, long Count, long Begin, long End)
{
    /// <summary>Gets a value indicating whether it holds floating-point numbers.</summary>
    public bool IsFloat => Type is "F64" or "F32" or "F16" or "BF16";
}
