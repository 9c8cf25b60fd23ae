using System.Buffers.Binary;
using Segment.PackageFormat.Json;

namespace Segment.PackageFormat.Archive;

/// <summary>The golden window as entries: its shapes as JSON, its arrays as little-endian float32.</summary>
internal static class GoldenEntries
{
    public const string Shapes = "golden/golden.json";
    public const string Image = "golden/image.f32";
    public const string Logits = "golden/logits.f32";

    private static readonly VersionedJson<GoldenDocument> Json = new(
        PackageJson.WithOwnKeys<GoldenDocument>(),
        ["schemaVersion"]
    );

    public static GoldenWindow Read(byte[] shapes, byte[] image, byte[] logits)
    {
        var s = Json.ReadSound(shapes, Shapes, Problems);
        return new GoldenWindow(
            s.Height,
            s.Width,
            Floats(image, Image, s.Bands, s.Height, s.Width),
            Floats(logits, Logits, s.Classes, s.Height, s.Width)
        );
    }

    public static IEnumerable<KeyValuePair<string, byte[]>> Write(GoldenWindow golden)
    {
        var area = golden.Height * golden.Width;
        var shapes = new GoldenDocument(
            1,
            golden.Pixels.Length / area,
            golden.Logits.Length / area,
            golden.Height,
            golden.Width
        );
        yield return new(Shapes, Json.Write(shapes));
        yield return new(Image, Bytes(golden.Pixels));
        yield return new(Logits, Bytes(golden.Logits));
    }

    /// <summary>Lists what keeps a window from being the golden window of a model.</summary>
    /// <param name="golden">The window.</param>
    /// <param name="definition">The model.</param>
    /// <returns>One sentence for each problem.</returns>
    public static IEnumerable<string> Problems(GoldenWindow golden, ModelDefinition definition)
    {
        var (h, w, stride) = (golden.Height, golden.Width, definition.Stride);
        if (h is < 1 or > MaxSide || w is < 1 or > MaxSide || h % stride != 0 || w % stride != 0)
        {
            yield return $"The golden window has {h} × {w} px; 1–{MaxSide} px in multiples of the stride {stride} are allowed.";
            yield break;
        }

        if (golden.Pixels.LongLength != (long)h * w * definition.Bands.Count)
        {
            yield return $"The golden window's image holds {golden.Pixels.Length} samples; {definition.Bands.Count} bands of {h} × {w} px need {(long)h * w * definition.Bands.Count}.";
        }

        if (golden.Logits.LongLength != (long)h * w * definition.Classes.Count)
        {
            yield return $"The golden window holds {golden.Logits.Length} logits; {definition.Classes.Count} classes of {h} × {w} px need {(long)h * w * definition.Classes.Count}.";
        }

        if (!golden.Pixels.All(float.IsFinite) || !golden.Logits.All(float.IsFinite))
        {
            yield return "The golden window holds numbers that are not finite.";
        }
    }

    private const int MaxSide = 4096;

    private static IEnumerable<string> Problems(GoldenDocument s)
    {
        if (
            s.SchemaVersion != 1
            || s.Bands is < 1 or > 1024
            || s.Classes is < 1 or > ConfusionMatrix.MaxClasses
            || s.Height is < 1 or > MaxSide
            || s.Width is < 1 or > MaxSide
        )
        {
            yield return $"{s.Bands} bands, {s.Classes} classes and {s.Height} × {s.Width} px are outside what is allowed.";
        }
    }

    /// <summary>Reads an array.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="name">The entry's name, for messages.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="width">Its columns.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="SegmentDataException">There are more or fewer.</exception>
    public static float[] Floats(byte[] bytes, string name, int channels, int height, int width)
    {
        var count = (long)channels * height * width;
        if (bytes.Length != count * sizeof(float))
        {
            throw new SegmentDataException(
                $"The entry '{name}' has {bytes.Length} bytes; {channels} × {height} × {width} float32 numbers need {count * sizeof(float)}."
            );
        }

        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return values;
    }

    /// <summary>Writes an array.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] Bytes(float[] values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }
}
