using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Segment.PackageFormat.Tests;

/// <summary>Zip files that are damaged, or made to lead astray.</summary>
public sealed class HostileZipTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly string sound;

    private readonly string path;

    public HostileZipTests()
    {
        sound = folder["sound.dlpk"];
        path = folder["x.dlpk"];
        ModelPackage.Write(sound, Samples.Contents);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_file_is_told()
    {
        var e = Assert.Throws<SegmentDataException>(() => ModelPackage.Open(path));

        Assert.Equal($"The package '{path}' does not exist. Give the path of a .dlpk file.", e.Message);
    }

    [Fact]
    public void A_folder_is_told()
    {
        var e = Assert.Throws<SegmentDataException>(() => ModelPackage.Open(folder.Path));

        Assert.Equal($"The package '{folder.Path}' is a folder. Give the path of a .dlpk file.", e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(-1)]
    [InlineData(-30)]
    public void A_file_that_was_cut_off_is_told(int length)
    {
        var bytes = File.ReadAllBytes(sound);
        File.WriteAllBytes(path, bytes[..(length >= 0 ? length : bytes.Length + length)]);

        Refused("It is not a whole zip file: it was cut off, or is of another kind. Copy or download it again.");
    }

    [Fact]
    public void A_file_that_lost_bytes_in_the_middle_is_told()
    {
        var bytes = File.ReadAllBytes(sound);
        File.WriteAllBytes(path, [.. bytes[..500], .. bytes[600..]]);

        Refused("Its list of entries is damaged. Copy or download the file again.");
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a//x")]
    [InlineData("a/./x")]
    [InlineData("a/../x")]
    [InlineData("..\\x")]
    [InlineData("C:x")]
    [InlineData("é")]
    [InlineData("con trol")]
    public void A_name_that_leads_elsewhere_is_told(string name)
    {
        Zips.Write(path, [.. Zips.Entries(sound), new(name, [1])]);

        Refused(
            $"The entry name '{name}' is not allowed: names have 1–128 letters A–Z, digits, '.', '_' and '-', folders divided by '/', and no part that is empty or only dots."
        );
    }

    [Fact]
    public void A_long_name_is_told()
    {
        Zips.Write(path, [.. Zips.Entries(sound), new(new string('a', 129), [1])]);

        Refused(
            $"The entry name '{new string('a', 80)}…' is not allowed: names have 1–128 letters A–Z, digits, '.', '_' and '-', folders divided by '/', and no part that is empty or only dots."
        );
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("Model.ONNX")]
    public void A_name_that_stands_twice_is_told(string twin)
    {
        Zips.Write(path, [.. Zips.Entries(sound), new(twin, [1])]);

        Refused($"It holds the entry '{twin}' twice (letter case does not count).");
    }

    [Fact]
    public void Too_many_entries_are_told()
    {
        Zips.Write(
            path,
            [
                .. Zips.Entries(sound),
                .. Enumerable.Range(0, 54).Select(i => KeyValuePair.Create($"f{i}", Array.Empty<byte>())),
            ]
        );

        Refused("It holds 65 entries; up to 64 are allowed.");
    }

    [Fact]
    public void A_list_longer_than_its_count_is_told()
    {
        Zips.Write(
            path,
            [
                .. Zips.Entries(sound),
                .. Enumerable.Range(0, 3000).Select(i => KeyValuePair.Create($"f{i}", Array.Empty<byte>())),
            ]
        );
        Patch(bytes => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 22 + 10), 10));

        Refused("Its list of entries is damaged. Copy or download the file again.");
    }

    [Fact]
    public void An_entry_that_grows_beyond_measure_is_told()
    {
        Zips.Write(
            path,
            [.. Zips.Entries(sound), new("zeros", new byte[8 << 20])],
            level: CompressionLevel.SmallestSize
        );

        var e = Assert.Throws<SegmentDataException>(() => ModelPackage.Open(path));

        Assert.Matches(
            "The entry 'zeros' unpacks to 8388608 bytes from [0-9]+; up to 200 times are allowed\\.$",
            e.Message
        );
    }

    [Fact]
    public void An_entry_that_claims_to_be_huge_is_told()
    {
        Zips.Write(path, Zips.Entries(sound));
        Patch(bytes =>
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ListItem(bytes, "model.onnx") + 24), 0xFFFF_FFF0)
        );

        Refused("The entry 'model.onnx' has 4294967280 bytes; up to 2146435072 are allowed.");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_length_that_lies_is_told(int difference)
    {
        Zips.Write(path, Zips.Entries(sound), level: CompressionLevel.SmallestSize);
        Patch(bytes =>
        {
            var length = bytes.AsSpan(ListItem(bytes, "model.onnx") + 24);
            BinaryPrimitives.WriteUInt32LittleEndian(
                length,
                (uint)(BinaryPrimitives.ReadUInt32LittleEndian(length) + difference)
            );
        });

        var e = Assert.Throws<SegmentDataException>(() => ModelPackage.Open(path));

        Assert.Contains("'model.onnx'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encrypted_entry_is_told()
    {
        Zips.Write(path, Zips.Entries(sound));
        Patch(bytes => bytes[ListItem(bytes, "model.onnx") + 8] |= 1);

        Refused("The entry 'model.onnx' is encrypted, which is not allowed.");
    }

    [Fact]
    public void A_link_is_told()
    {
        Zips.Write(
            path,
            Zips.Entries(sound),
            touch: e => e.ExternalAttributes = e.Name == "model.onnx" ? 0xA1FF << 16 : 0
        );

        Refused("The entry 'model.onnx' is a link or a special file; only plain files are allowed.");
    }

    private void Refused(string reason)
    {
        var e = Assert.Throws<SegmentDataException>(() => ModelPackage.Open(path));
        Assert.Equal($"The package '{path}' cannot be used. {reason}", e.Message);
    }

    private void Patch(Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(path);
        change(bytes);
        File.WriteAllBytes(path, bytes);
    }

    // The item of an entry in the list at the end of the file begins 46 bytes before its name.
    private static int ListItem(byte[] bytes, string name) =>
        bytes.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(name)) - 46;
}
