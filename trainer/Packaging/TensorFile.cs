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

    /// <summary>Writes tensors; the file appears whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        var offset = 0L;
        var sorted = tensors.OrderBy(t => t.Key, StringComparer.Ordinal).ToList();
        var header = new SortedDictionary<string, TensorEntry>(StringComparer.Ordinal);
        foreach (var (name, tensor) in sorted)
        {
            var end = offset + (sizeof(float) * tensor.Values.LongLength);
            header.Add(name, new TensorEntry(FloatType, [.. tensor.Shape], [offset, end]));
            offset = end;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header, TensorEntry.Options);
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

    /// <summary>Reads all tensors.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="SegmentDataException">It is missing, cut off, or no such file.</exception>
    public static IReadOnlyDictionary<string, NamedTensor> Read(string path)
    {
        using var reader = TensorReader.Open(path, "Train again to write it anew.");
        return reader.Tensors.Keys.ToDictionary(name => name, reader.Read, StringComparer.Ordinal);
    }
}
