using System.Text.Json;

namespace Segment.Trainer.Packaging;

/// <summary>A tensor in the JSON header of a safetensors file.</summary>
/// <param name="Dtype">Its number type.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="DataOffsets">Its first byte and the one after its last, counted from the end of the header.</param>
internal sealed record TensorEntry(string Dtype, int[] Shape, long[] DataOffsets)
{
    /// <summary>Gets how the header is spelled.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
