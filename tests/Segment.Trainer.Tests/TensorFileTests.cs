using System.Text;
using Segment.Trainer.Packaging;
using Segment.Trainer.Tests.Start;

namespace Segment.Trainer.Tests;

public class TensorFileTests
{
    [Fact]
    public void Tensors_go_out_and_in_unchanged() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 8], Gen.Int[0, 4], Gen.Int[0, 5])
            .List[1, 6]
            .Sample(
                entries =>
                {
                    using var folder = new TestFolder();
                    var tensors = entries
                        .DistinctBy(e => e.Item1)
                        .ToDictionary(
                            e => e.Item1,
                            e => new NamedTensor(
                                [e.Item2, e.Item3],
                                [.. Enumerable.Range(0, e.Item2 * e.Item3).Select(i => i * 0.5f)]
                            )
                        );
                    TensorFile.Write(folder["x"], tensors);
                    var read = TensorFile.Read(folder["x"]);
                    Assert.Equal(tensors.Keys.Order(), read.Keys.Order());
                    Assert.All(tensors, t => Assert.Equal(t.Value.Values, read[t.Key].Values));
                    Assert.All(tensors, t => Assert.Equal(t.Value.Shape, read[t.Key].Shape));
                },
                iter: 30
            );

    [Fact]
    public void The_layout_is_that_of_safetensors()
    {
        using var folder = new TestFolder();
        TensorFile.Write(
            folder["x"],
            new Dictionary<string, NamedTensor> { ["b"] = new([2], [1, 2]), ["a"] = new([1, 1], [3]) }
        );
        var header =
            """{"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""";
        byte[] expected =
        [
            (byte)header.Length,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            .. Encoding.ASCII.GetBytes(header),
            .. BitConverter.GetBytes(3f),
            .. BitConverter.GetBytes(1f),
            .. BitConverter.GetBytes(2f),
        ];
        Assert.Equal(expected, File.ReadAllBytes(folder["x"]));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4000000000]}}""")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"""
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"""
    )]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}""")]
    [InlineData("""{"a":{"dtype":"F4","shape":[8],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":5}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("no json")]
    public void A_file_that_lies_is_refused(string header)
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(
            folder["x"],
            [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header), 0, 0, 0, 0]
        );
        var error = Assert.Throws<SegmentDataException>(() => TensorFile.Read(folder["x"]));
        Assert.StartsWith(
            $"{folder["x"]} cannot be read as a file of tensors: ",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("F16")]
    [InlineData("BF16")]
    [InlineData("F32")]
    [InlineData("F64")]
    public void Numbers_of_other_widths_are_read(string type)
    {
        using var folder = new TestFolder();
        PublishedFile.Write(folder["x"], [("d", [2, 1])], type);
        var read = TensorFile.Read(folder["x"])["d"];
        Assert.Equal([2, 1], read.Shape);
        Assert.Equal(PublishedFile.Values("d", [2, 1]), read.Values);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    public void A_header_longer_than_the_file_is_refused(long length)
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["x"], [.. BitConverter.GetBytes(length), .. "{}"u8]);
        var error = Assert.Throws<SegmentDataException>(() => TensorFile.Read(folder["x"]));
        Assert.Equal(
            $"{folder["x"]} cannot be read as a file of tensors: its header would be {(ulong)length} bytes long, so it is damaged or not of the safetensors format. Train again to write it anew.",
            error.Message
        );
    }

    [Theory]
    [InlineData(
        new byte[] { 0x50, 0x4B, 3, 4, 0, 0, 0, 0, 0 },
        "is a PyTorch checkpoint (a pickle), which can run code when it is read."
    )]
    [InlineData(
        new byte[] { 0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46 },
        "is a PyTorch checkpoint (a pickle), which can run code when it is read."
    )]
    [InlineData(
        new byte[] { 118, 101, 114, 115, 105, 111, 110, 32, 104 },
        "is a Git LFS pointer, not the file itself."
    )]
    public void Files_that_are_often_given_instead_are_named(byte[] beginning, string expected)
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["x"], beginning);
        var error = Assert.Throws<SegmentDataException>(() => TensorFile.Read(folder["x"]));
        Assert.StartsWith($"{folder["x"]} {expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_never_do_more_than_be_refused() =>
        Gen
            .Byte.Array[0, 200]
            .Sample(
                bytes =>
                {
                    using var folder = new TestFolder();
                    File.WriteAllBytes(folder["x"], [.. BitConverter.GetBytes((long)bytes.Length / 2), .. bytes]);
                    Assert.Throws<SegmentDataException>(() => TensorFile.Read(folder["x"]));
                },
                iter: 50
            );
}
