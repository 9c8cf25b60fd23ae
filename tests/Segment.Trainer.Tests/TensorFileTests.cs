using System.Text;
using Segment.Trainer.Packaging;

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
    [InlineData("""{"a":5}""")]
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
}
