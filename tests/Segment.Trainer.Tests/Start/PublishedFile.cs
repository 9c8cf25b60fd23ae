using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Segment.Trainer.Tests.Start;

/// <summary>Writes safetensors files with the names and shapes of published checkpoints (tests/golden/checkpoints).</summary>
internal static class PublishedFile
{
    /// <summary>Names and shapes of a file, in the order of its list.</summary>
    public static List<(string Name, int[] Shape)> Names(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Segment.sln")))
        {
            folder = folder.Parent!;
        }

        return
        [
            .. File.ReadLines(Path.Combine(folder.FullName, "tests", "golden", "checkpoints", $"{file}.txt"))
                .Select(line => line.Split(' '))
                .Select(parts =>
                    (parts[0], parts is [_, var shape] ? [.. shape.Split(',').Select(int.Parse)] : Array.Empty<int>())
                ),
        ];
    }

    /// <summary>Writes it; each tensor holds half-precision numbers that differ from tensor to tensor, counters are integers.</summary>
    public static void Write(string path, IEnumerable<(string Name, int[] Shape)> tensors, string type = "F16")
    {
        var header = new Dictionary<string, object>
        {
            ["__metadata__"] = new Dictionary<string, string> { ["format"] = "pt" },
        };
        using var body = new MemoryStream();
        foreach (var (name, shape) in tensors)
        {
            var begin = body.Length;
            var counter = name.EndsWith("num_batches_tracked", StringComparison.Ordinal);
            body.Write(counter ? new byte[sizeof(long)] : Bytes(Values(name, shape), type));
            header[name] = new
            {
                dtype = counter ? "I64" : type,
                shape,
                data_offsets = new[] { begin, body.Length },
            };
        }

        Write(path, JsonSerializer.Serialize(header), body.ToArray());
    }

    /// <summary>Writes a header and what follows it.</summary>
    public static void Write(string path, string header, byte[] body)
    {
        var json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. body]);
    }

    /// <summary>The values of a tensor: exact in half precision, all above 0.</summary>
    public static float[] Values(string name, int[] shape)
    {
        var seed = name.Aggregate(17, (h, c) => unchecked((h * 31) + c)) & 255;
        var values = new float[shape.Aggregate(1, (product, side) => product * side)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (1 + seed + (i % 7)) / 512f;
        }

        return values;
    }

    private static byte[] Bytes(float[] values, string type) =>
        type switch
        {
            "F16" => MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (Half)v).AsSpan()).ToArray(),
            "F64" => MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (double)v).AsSpan()).ToArray(),
            "BF16" => MemoryMarshal
                .AsBytes(Array.ConvertAll(values, v => (ushort)(BitConverter.SingleToUInt32Bits(v) >> 16)).AsSpan())
                .ToArray(),
            _ => MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
        };
}
