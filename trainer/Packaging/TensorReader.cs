using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Segment.PackageFormat;

namespace Segment.Trainer.Packaging;

/// <summary>
/// Reads files of the safetensors format (<see href="https://github.com/huggingface/safetensors#format"/>), also those of others:
/// the header is checked as a whole before a value is read, and no value is read that is not asked for.
/// </summary>
/// <remarks>
/// The values must fill the file from the header to the end, without gaps and without lying over each other, each tensor
/// with as many bytes as its shape and type need.
/// </remarks>
internal sealed class TensorReader : IDisposable
{
    private const int LongestHeader = 16 << 20;
    private const string Metadata = "__metadata__";

    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["F64"] = 8,
        ["I64"] = 8,
        ["U64"] = 8,
        ["F32"] = 4,
        ["I32"] = 4,
        ["U32"] = 4,
        ["F16"] = 2,
        ["BF16"] = 2,
        ["I16"] = 2,
        ["U16"] = 2,
        ["I8"] = 1,
        ["U8"] = 1,
        ["BOOL"] = 1,
    };

    private readonly FileStream stream;
    private readonly string path;
    private readonly string remedy;
    private readonly Dictionary<string, StoredTensor> tensors = new(StringComparer.Ordinal);
    private long start;

    private TensorReader(FileStream stream, string path, string remedy) =>
        (this.stream, this.path, this.remedy) = (stream, path, remedy);

    /// <summary>Gets what the file holds, by name.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors => tensors;

    /// <summary>Opens a file and checks its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do where it is damaged, one sentence.</param>
    /// <returns>The reader; the caller disposes it.</returns>
    /// <exception cref="SegmentDataException">It is missing, cut off, or no such file.</exception>
    public static TensorReader Open(string path, string remedy)
    {
        TensorReader? reader = null;
        try
        {
            reader = new TensorReader(File.OpenRead(path), path, remedy);
            reader.ReadHeader();
            return reader;
        }
        catch (Exception e)
        {
            reader?.Dispose();
            if (e is IOException or UnauthorizedAccessException or JsonException or OverflowException)
            {
                throw Damaged(path, e.Message.TrimEnd('.'), remedy, e);
            }

            throw;
        }
    }

    /// <summary>Reads a tensor of floating-point numbers.</summary>
    /// <param name="name">Its name, one of <see cref="Tensors"/>.</param>
    /// <returns>Its shape and its values, as float32.</returns>
    /// <exception cref="SegmentDataException">It holds no such numbers, or cannot be read.</exception>
    public NamedTensor Read(string name)
    {
        var tensor = tensors[name];
        if (!tensor.IsFloat || tensor.Count > Array.MaxLength)
        {
            throw Damaged(
                $"{ShownText.Quote(name)} holds {tensor.Count} values of type {tensor.Type}, which are no weights"
            );
        }

        var bytes = new byte[checked((int)(tensor.End - tensor.Begin))];
        try
        {
            stream.Position = start + tensor.Begin;
            stream.ReadExactly(bytes);
        }
        catch (IOException e)
        {
            throw Damaged(path, e.Message.TrimEnd('.'), remedy, e);
        }

        return new NamedTensor(tensor.Shape, Floats(bytes, tensor.Type));
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static float[] Floats(byte[] bytes, string type)
    {
        ReadOnlySpan<byte> data = bytes;
        switch (type)
        {
            case "F64":
                return Array.ConvertAll(MemoryMarshal.Cast<byte, double>(data).ToArray(), v => (float)v);
            case "F16":
                return Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(data).ToArray(), v => (float)v);
            case "BF16":
                return Array.ConvertAll(
                    MemoryMarshal.Cast<byte, ushort>(data).ToArray(),
                    v => BitConverter.UInt32BitsToSingle((uint)v << 16)
                );
            default:
                return MemoryMarshal.Cast<byte, float>(data).ToArray();
        }
    }

    private void ReadHeader()
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(length);
        if (Foreign(length) is { } kind)
        {
            throw new SegmentDataException($"{path} is {kind}");
        }

        var size = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (size > LongestHeader || (long)size > stream.Length - sizeof(ulong))
        {
            throw Damaged($"its header would be {size} bytes long, so it is damaged or not of the safetensors format");
        }

        var json = new byte[size];
        stream.ReadExactly(json);
        start = stream.Position;
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw Damaged("its header is no JSON object");
        }

        foreach (var entry in document.RootElement.EnumerateObject().Where(e => e.Name != Metadata))
        {
            tensors.Add(entry.Name, Stored(entry));
        }

        RequireWholeCover();
    }

    private StoredTensor Stored(JsonProperty entry)
    {
        var (type, shape, offsets) =
            entry.Value.Deserialize<TensorEntry>(TensorEntry.Options)
            ?? throw Damaged($"{ShownText.Quote(entry.Name)} is null");
        if (!Sizes.TryGetValue(type, out var size))
        {
            throw Damaged($"{ShownText.Quote(entry.Name)} has the unknown number type {ShownText.Quote(type)}");
        }

        var count = shape.Any(d => d < 0) ? -1 : shape.Aggregate(1L, (product, d) => checked(product * d));
        return offsets is [>= 0 and var begin, var end] && count >= 0 && end - begin == checked(count * size)
            ? new StoredTensor(type, shape, count, begin, end)
            : throw Damaged($"the size of {ShownText.Quote(entry.Name)} does not fit its shape");
    }

    private void RequireWholeCover()
    {
        var end = 0L;
        foreach (var (name, tensor) in tensors.OrderBy(t => t.Value.Begin).ThenBy(t => t.Value.End))
        {
            if (tensor.Begin != end)
            {
                throw Damaged(
                    $"{ShownText.Quote(name)} begins at byte {tensor.Begin}, and the tensor before it ends at {end}"
                );
            }

            end = tensor.End;
        }

        if (end != stream.Length - start)
        {
            throw Damaged($"its header tells of {end} bytes of values, and {stream.Length - start} follow");
        }
    }

    /// <summary>Names files that are often given instead, with what to do.</summary>
    private static string? Foreign(ReadOnlySpan<byte> beginning) =>
        beginning switch
        {
            [(byte)'P', (byte)'K', ..] or [0x80, < 6, ..] =>
                "a PyTorch checkpoint (a pickle), which can run code when it is read. Convert it once where PyTorch and safetensors "
                    + "are installed: python -c \"import sys, torch, safetensors.torch as s; d = torch.load(sys.argv[1], "
                    + "map_location='cpu', weights_only=True); s.save_file(d.get('state_dict', d), sys.argv[2])\" IN.pth OUT.safetensors",
            [(byte)'v', (byte)'e', (byte)'r', (byte)'s', (byte)'i', (byte)'o', (byte)'n', (byte)' '] =>
                "a Git LFS pointer, not the file itself. Fetch it with 'git lfs pull', or download it from its page.",
            _ => null,
        };

    private SegmentDataException Damaged(string cause) => Damaged(path, cause, remedy, null);

    private static SegmentDataException Damaged(string path, string cause, string remedy, Exception? inner) =>
        new($"{path} cannot be read as a file of tensors: {cause}. {remedy}", inner);
}
