using Segment.Networks;

namespace Segment.Exporter.Tests;

public sealed class ParityGateTests
{
    private static readonly SegmentationNetwork Light = SegmentationNetwork.Create(new("unet", "light", 6, 7));
    private static readonly byte[] Graph = NetworkExporter.Export(Light, Samples.Weights(Light), Samples.Sixes);

    [Fact]
    public void Logits_of_the_network_itself_pass()
    {
        var report = ParityGate.Check(Graph, [Sample(1), Sample(2)]);
        Assert.True(report.Passed);
        Assert.Equal((2, 1.0, 1e-3), (report.Samples, report.ClassAgreement, report.Tolerance));
    }

    [Fact]
    public void The_worst_sample_decides()
    {
        var wrong = Sample(2);
        var report = ParityGate.Check(
            Graph,
            [Sample(1), wrong with { ReferenceLogits = Scaled(wrong, 1.01f) }, Sample(3)]
        );

        Assert.False(report.Passed);
        Assert.Equal(1, report.WorstSample);
        Assert.Equal(0.01 / 1.01, report.WorstRelative, 1e-6);
        Assert.Equal(1, report.ClassAgreement); // The classes hardly tell; the logits do.
        Assert.True(ParityGate.Check(Graph, [wrong with { ReferenceLogits = Scaled(wrong, 1.01f) }], 0.011).Passed);
    }

    [Fact]
    public void Other_weights_do_not_pass()
    {
        var other = NetworkExporter.Export(Light, Samples.Weights(Light, seed: 2), Samples.Sixes);
        var report = ParityGate.Check(other, [Sample(1)]);
        Assert.False(report.Passed);
        Assert.InRange(report.ClassAgreement, 0, 0.9);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Logits_that_are_not_finite_do_not_pass(float value)
    {
        var sample = Sample(1);
        sample.ReferenceLogits[5] = value;
        var report = ParityGate.Check(Graph, [sample]);
        Assert.False(report.Passed);
        Assert.Equal(double.PositiveInfinity, report.WorstRelative);
    }

    [Fact]
    public void A_check_without_samples_is_refused() =>
        Assert.StartsWith(
            "The parity check needs at least one sample.",
            Assert.Throws<ArgumentException>(() => ParityGate.Check(Graph, [])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_sample_with_the_wrong_number_of_values_is_refused() =>
        Assert.Equal(
            "Sample 1 of 8 × 8 pixels has 63 pixel values and 448 logits; the graph has 6 bands and 7 classes.",
            Assert
                .Throws<ArgumentException>(() =>
                    ParityGate.Check(Graph, [Sample(1), new(8, 8, new float[63], new float[448])])
                )
                .Message
        );

    [Fact]
    public void A_size_that_is_no_multiple_of_the_stride_is_refused()
    {
        var e = Assert.Throws<SegmentDataException>(() =>
            ParityGate.Check(Graph, [new(10, 8, new float[480], new float[560])])
        );
        Assert.StartsWith("ONNX Runtime cannot run the graph on 10 × 8 pixels: ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Height and width must be multiples of the network's stride.",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Bytes_that_are_no_graph_are_refused()
    {
        var e = Assert.Throws<SegmentDataException>(() => ParityGate.Check(Graph[..^100], [Sample(1)]));
        Assert.StartsWith("ONNX Runtime refuses the graph: ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("Export the network again with this version.", e.Message, StringComparison.Ordinal);
    }

    private static ParitySample Sample(int seed)
    {
        var pixels = Samples.Image(Samples.Sixes, 16, 8, seed);
        return new(16, 8, pixels, Samples.Reference(Light, Samples.Weights(Light), Samples.Sixes, 16, 8, pixels));
    }

    private static float[] Scaled(ParitySample sample, float factor) =>
        [.. sample.ReferenceLogits.Select(v => v * factor)];
}
