using System.Text;

namespace Segment.PackageFormat.Tests;

/// <summary>Whole zip files whose entries are missing, changed or wrong.</summary>
public sealed class HostileContentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly string sound;

    private readonly string path;

    public HostileContentTests()
    {
        sound = folder["sound.dlpk"];
        path = folder["x.dlpk"];
        ModelPackage.Write(sound, Samples.Contents);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("olinda.emd", "It holds 0 entries '*.emd'; exactly one is allowed.")]
    [InlineData("model.onnx", "The entry 'model.onnx' is missing.")]
    [InlineData("metrics.json", "The entry 'metrics.json' is missing.")]
    [InlineData("history.json", "The entry 'history.json' is missing.")]
    [InlineData("golden/golden.json", "The entry 'golden/golden.json' is missing.")]
    [InlineData("golden/image.f32", "The entry 'golden/image.f32' is missing.")]
    [InlineData("golden/logits.f32", "The entry 'golden/logits.f32' is missing.")]
    public void A_missing_entry_is_told(string name, string message)
    {
        Zips.Write(path, Zips.Entries(sound).Where(e => e.Key != name));

        Refused(message);
    }

    [Fact]
    public void Missing_checksums_are_told()
    {
        Zips.Write(path, Zips.Entries(sound).Where(e => e.Key != "checksums.json"), checksums: false);

        Refused("The entry 'checksums.json' is missing.");
    }

    [Fact]
    public void An_entry_taken_away_later_is_told()
    {
        Zips.Write(path, Zips.Entries(sound).Where(e => e.Key != "LICENSE.txt"), checksums: false);

        Refused("The entry 'LICENSE.txt' is missing, though checksums.json lists it.");
    }

    [Fact]
    public void An_entry_added_later_is_told()
    {
        Zips.Write(path, [.. Zips.Entries(sound), new("extra", [1])], checksums: false);

        Refused("The entry 'extra' has no checksum in checksums.json: it was added later.");
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("olinda.emd")]
    [InlineData("LICENSE.txt")]
    [InlineData("golden/logits.f32")]
    public void A_changed_entry_is_named(string name)
    {
        var entries = Zips.Entries(sound);
        entries[name][^2] ^= 1;
        Zips.Write(path, entries, checksums: false);

        Refused(
            $"The entry '{name}' was changed or damaged: its SHA-256 is not the one in checksums.json. Get the package again from where it was made."
        );
    }

    [Fact]
    public void A_wrong_key_in_a_JSON_entry_is_told_with_its_place()
    {
        var entries = Zips.Entries(sound);
        entries["olinda.emd"] = Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(entries["olinda.emd"])
                .Replace("\"Stride\": 8", "\"Stride\": \"8\"", StringComparison.Ordinal)
        );
        Zips.Write(path, entries);

        Refused("olinda.emd is wrong at $.Segment.Stride: the value is not of the kind that belongs there.");
    }

    [Fact]
    public void A_definition_under_another_name_is_told()
    {
        var entries = Zips.Entries(sound);
        entries["recife.emd"] = entries["olinda.emd"];
        entries.Remove("olinda.emd");
        Zips.Write(path, entries);

        Refused("The definition 'recife.emd' names its model 'olinda'; the entry must be 'olinda.emd'.");
    }

    [Fact]
    public void Two_definitions_are_told()
    {
        var entries = Zips.Entries(sound);
        entries["recife.emd"] = entries["olinda.emd"];
        Zips.Write(path, entries);

        Refused("It holds 2 entries '*.emd'; exactly one is allowed.");
    }

    [Fact]
    public void A_golden_array_of_another_length_is_told()
    {
        var entries = Zips.Entries(sound);
        entries["golden/image.f32"] = entries["golden/image.f32"][..^4];
        Zips.Write(path, entries);

        Refused("The entry 'golden/image.f32' has 1020 bytes; 2 × 16 × 8 float32 numbers need 1024.");
    }

    [Fact]
    public void Golden_shapes_beyond_measure_are_told()
    {
        var entries = Zips.Entries(sound);
        entries["golden/golden.json"] =
            """{"schemaVersion":1,"bands":2147483647,"classes":3,"height":2147483647,"width":8}"""u8.ToArray();
        Zips.Write(path, entries);

        Refused("golden/golden.json: 2147483647 bands, 3 classes and 2147483647 × 8 px are outside what is allowed.");
    }

    [Fact]
    public void A_graph_that_does_not_suit_the_definition_is_told()
    {
        var entries = Zips.Entries(sound);
        entries["model.onnx"] = Graphs.Changed(m => m.Graph.Node[0].OpType = "Loop");
        Zips.Write(path, entries);

        Refused("The graph uses the operator 'Loop', which is not among those allowed.");
    }

    [Fact]
    public void A_huge_JSON_entry_is_told()
    {
        var entries = Zips.Entries(sound);
        entries["history.json"] = new byte[(16 << 20) + 1];
        Zips.Write(path, entries);

        Refused("The entry 'history.json' has 16777217 bytes; up to 16777216 are allowed.");
    }

    [Fact]
    public void A_report_that_is_no_text_is_told()
    {
        var entries = Zips.Entries(sound);
        entries["model_metrics.html"] = [0xFF, 0xFE, 0x00];
        Zips.Write(path, entries);

        Refused("The entry 'model_metrics.html' is not text in UTF-8.");
    }

    private void Refused(string reason)
    {
        var e = Assert.Throws<SegmentDataException>(() => ModelPackage.Open(path));
        Assert.Equal($"The package '{path}' cannot be used. {reason}", e.Message);
    }
}
