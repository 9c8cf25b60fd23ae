using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Segment.PackageFormat;

namespace Segment.Trainer.Packaging;

/// <summary>
/// Named float32 tensors in a file of the safetensors format
/// (<see href="https://github.com/huggingface/safetensors#format"/>): the header's length as 8 bytes, a JSON header, and
/// little-endian values. Other programs read it, and reading it runs no code.
/// </summary>
internal static class TensorFile
{
    private const string FloatType = "F32";
    private const int LongestHeader = 16 << 20;

    /// <summary>Writes tensors; the file appears whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        var offset = 0L;
        var sorted = tensors.OrderBy(t => t.Key, StringComparer.Ordinal).ToList();
        var header = new SortedDictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (name, tensor) in sorted)
        {
            var end = offset + (sizeof(float) * tensor.Values.LongLength);
            header.Add(name, new Entry(FloatType, [.. tensor.Shape], [offset, end]));
            offset = end;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header, Options);
        WholeFile.Write(
            path,
            stream =>
            {
                Span<byte> length = stackalloc byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
                stream.Write(length);
                stream.Write(json);
                foreach (var (_, tensor) in sorted)
                {
                    stream.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
                }
            }
        );
    }

    /// <summary>Reads tensors.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="SegmentDataException">It is missing, cut off, or no such file.</exception>
    public static IReadOnlyDictionary<string, NamedTensor> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            stream.ReadExactly(length);
            var size = BinaryPrimitives.ReadUInt64LittleEndian(length);
            if (size > LongestHeader)
            {
                throw Damaged(path, $"its header would be {size} bytes long");
            }

            var json = new byte[size];
            stream.ReadExactly(json);
            var header = JsonSerializer.Deserialize<Dictionary<string, Entry>>(json, Options)!;
            var start = stream.Position;
            return header.ToDictionary(e => e.Key, e => Read(stream, start, e.Value, path), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Damaged(path, e.Message.TrimEnd('.'), e);
        }
    }

    private static JsonSerializerOptions Options { get; } =
        new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static NamedTensor Read(FileStream stream, long start, Entry entry, string path)
    {
        var count = entry.Shape.Aggregate(1L, (product, d) => checked(product * d));
        var bytes = entry.DataOffsets is [var begin, var end] && begin >= 0 ? end - begin : -1;
        if (
            entry.Dtype != FloatType
            || entry.Shape.Any(d => d < 0)
            || bytes != count * sizeof(float)
            || bytes > stream.Length
        )
        {
            throw Damaged(path, "its header does not fit its content");
        }

        var values = new float[count];
        stream.Position = start + entry.DataOffsets[0];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new NamedTensor(entry.Shape, values);
    }

    private static SegmentDataException Damaged(string path, string cause, Exception? inner = null) =>
        new($"{path} cannot be read as a file of tensors: {cause}. Train again to write it anew.", inner);

    private sealed record Entry(string Dtype, int[] Shape, long[] DataOffsets);
}
