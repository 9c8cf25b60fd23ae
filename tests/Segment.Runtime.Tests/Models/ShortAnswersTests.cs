using Microsoft.ML.OnnxRuntime;
using Segment.PackageFormat.Onnx;
using Segment.Raster.Maps;
using Segment.Runtime.Layers;
using Segment.Runtime.Models;

namespace Segment.Runtime.Tests.Models;

/// <summary>Class indices and confidences that the graph itself makes, as on CUDA, but run on the CPU.</summary>
public sealed class ShortAnswersTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(13)]
    [InlineData(17)]
    [InlineData(18)]
    public void The_graph_names_the_same_class_as_the_host_and_notes_what_is_not_finite(int opset)
    {
        float[] special =
        [
            float.NegativeInfinity,
            float.PositiveInfinity,
            float.MaxValue,
            float.MinValue,
            float.Epsilon,
            -float.Epsilon,
            0,
            1,
        ];
        var answers = Session(opset, classes: 5);
        using (answers)
        {
            Gen.OneOf(Gen.Int[0, 7].Select(i => special[i]), Gen.Float[-9, 9], Gen.Int[-2, 2].Select(i => (float)i))
                .Array[5 * 12]
                .Sample(
                    logits =>
                    {
                        var expected = new byte[12];
                        _ = ClassIndex.Find(logits, 12, 0, 5, expected);
                        var (index, _) = Run(answers, logits, 5);
                        for (var i = 0; i < 12; i++)
                        {
                            var greatest = Enumerable.Range(0, 5).Max(c => logits[(c * 12) + i]);
                            Assert.Equal(float.IsFinite(greatest) ? expected[i] : MapLayer.NoData, index[i]);
                        }
                    },
                    iter: 300,
                    threads: 1
                );
        }
    }

    [Fact]
    public void The_confidence_is_that_of_the_softmax_but_for_a_rounding_step()
    {
        using var answers = Session(17, classes: 3);
        float[] logits = [3, 0, 88, 2, 0, -88, 1, 0, 0];

        var (index, confidence) = Run(answers, logits, 3);

        Assert.Equal([0, 0, 0], index);
        Assert.Equal([166, 83, 250], confidence);
    }

    [Fact]
    public void The_confidence_is_that_of_the_logits_divided_by_the_temperature()
    {
        using var answers = new InferenceSession(ShortAnswers.Add(Graph(17, 3), 3, temperature: 2).ToArray());
        float[] logits = [3, 0, 88, 2, 0, -88, 1, 0, 0];

        var (index, confidence) = Run(answers, logits, 3);

        Assert.Equal([0, 0, 0], index);
        Assert.Equal([127, 83, 250], confidence);
    }

    [Fact]
    public void A_graph_of_an_older_operator_set_is_left_as_it_is()
    {
        ReadOnlyMemory<byte> graph = Graph(12, 3);

        Assert.Equal(graph, ShortAnswers.Add(graph, 3));
    }

    [Fact]
    public void Map_and_confidence_are_the_same_as_from_logits()
    {
        var options = Options(TestPackage.Network(folder["light.dlpk"], padding: 8)) with
        {
            Layers = ExtraLayers.Confidence | ExtraLayers.Applicability,
            AbstainBelow = 0.6,
        };
        var host = Classifier.Run(options with { OutPath = folder["host.tif"] });

        foreach (var (lanes, batch) in new[] { (1, 1), (2, 3) })
        {
            var graph = Classifier.Run(options with { ShortAnswers = true, Lanes = lanes, BatchSize = batch });

            Assert.Equal(
                (host.SeamPixels, host.SeamDifferences, host.NoDataPixels),
                (graph.SeamPixels, graph.SeamDifferences, graph.NoDataPixels)
            );
            AssertAlike("applicability", tolerance: 0, share: 0);

            // exp is computed by another library: where that rounds the other way, a step of 0.004.
            AssertAlike("confidence", tolerance: 1, share: 0.01);
            var (left, right) = (ClassifiedMap.Read(folder["host.tif"]), ClassifiedMap.Read(folder["map.tif"]));
            Assert.InRange(left.Zip(right).Count(pair => pair.First != pair.Second), 0, left.Length / 100);
            Assert.True(host.AbstainedPixels > 100);
        }
    }

    [Fact]
    public void A_map_without_confidence_has_the_same_bytes_as_from_logits()
    {
        foreach (
            var package in new[]
            {
                TestPackage.Network(folder["light.dlpk"], padding: 8),
                TestPackage.BrightestBand(folder["bright.dlpk"]),
            }
        )
        {
            var options = Options(package);
            Classifier.Run(options with { OutPath = folder["host.tif"] });
            Classifier.Run(options with { ShortAnswers = true });

            Assert.Equal(File.ReadAllBytes(folder["host.tif"]), File.ReadAllBytes(folder["map.tif"]));
        }
    }

    [Theory]
    [InlineData(ExtraLayers.Probabilities, true, TestTimeAugmentation.Off)]
    [InlineData(ExtraLayers.Entropy, true, TestTimeAugmentation.Off)]
    [InlineData(default(ExtraLayers), false, TestTimeAugmentation.Off)]
    [InlineData(default(ExtraLayers), true, TestTimeAugmentation.Flips)]
    public void What_needs_more_than_class_and_confidence_takes_the_logits(
        ExtraLayers layers,
        bool background,
        TestTimeAugmentation augmentation
    )
    {
        var package = TestPackage.BrightestBand(
            folder["bright.dlpk"],
            change: d => d with { Classes = [d.Classes[0] with { Value = 0 }, .. d.Classes.Skip(1)], IgnoreValue = 254 }
        );
        var options = Options(package) with
        {
            Layers = layers,
            PredictBackground = background,
            TestTimeAugmentation = augmentation,
        };
        var host = ClassifiedMap.Classify(options with { OutPath = folder["host.tif"] });

        Assert.Equal(host, ClassifiedMap.Classify(options with { ShortAnswers = true }));
    }

    [Fact]
    public void A_value_without_an_answer_is_the_same_error()
    {
        var package = TestPackage.BrightestBand(
            folder["floats.dlpk"],
            change: d => d with { Bands = [.. d.Bands.Select(b => b with { SourceType = PixelType.Float32 })] },
            graph: TestPackage.Pointwise(3, 3, [2, 0, 0, 0, 2, 0, 0, 0, 2])
        );
        var samples = new TestScene(40, 50).Samples(3, 1).Select(v => (float)v).ToArray();
        samples[45] = 3.4e38f;
        var options = Options(package) with { ScenePath = new TestScene(40, 50).Write(folder["f.img"], samples) };

        var host = Assert.Throws<SegmentDataException>(() => Classifier.Run(options));
        var graph = Assert.Throws<SegmentDataException>(() => Classifier.Run(options with { ShortAnswers = true }));

        Assert.StartsWith("The network gives no finite answer at row 0,", host.Message, StringComparison.Ordinal);
        Assert.Equal(host.Message, graph.Message);
    }

    [Fact]
    public void A_session_tells_that_it_runs_on_the_cpu()
    {
        using var session = Session(17, 3);

        Assert.False(OnnxSessions.IsOnDevice(session));
    }

    private static InferenceSession Session(int opset, int classes) =>
        new(ShortAnswers.Add(Graph(opset, classes), classes).ToArray());

    /// <summary>A graph whose logits are its image.</summary>
    private static byte[] Graph(int opset, int classes)
    {
        var model = ModelProto.Parser.ParseFrom(TestPackage.Pointwise(classes, classes, new float[classes * classes]));
        model.OpsetImport[0].Version = opset;
        model.Graph.Initializer.Clear();
        model.Graph.Node[0].OpType = "Identity";
        model.Graph.Node[0].Input.RemoveAt(1);
        return Google.Protobuf.MessageExtensions.ToByteArray(model);
    }

    private static (byte[] Index, byte[] Confidence) Run(InferenceSession session, float[] logits, int classes)
    {
        using var options = new RunOptions();
        using var image = OrtValue.CreateTensorValueFromMemory(logits, [1, classes, 1, logits.Length / classes]);
        using var outputs = session.Run(
            options,
            [GraphNames.Image],
            [image],
            [ShortAnswers.ClassIndex, ShortAnswers.Confidence]
        );
        return (outputs[0].GetTensorDataAsSpan<byte>().ToArray(), outputs[1].GetTensorDataAsSpan<byte>().ToArray());
    }

    private void AssertAlike(string layer, int tolerance, double share)
    {
        using var left = Raster.RasterSource.Open(folder[$"host_{layer}.tif"]);
        using var right = Raster.RasterSource.Open(folder[$"map_{layer}.tif"]);
        var (first, second) = (new float[left.Height * left.Width], new float[left.Height * left.Width]);
        left.Read(new(0, 0, left.Height, left.Width), [0], first);
        right.Read(new(0, 0, left.Height, left.Width), [0], second);
        var differences = first.Zip(second, (a, b) => Math.Abs(a - b)).Where(d => d > 0).ToList();
        Assert.All(differences, d => Assert.True(d <= tolerance, $"{layer} differs by {d}."));
        Assert.InRange(differences.Count, 0, share * first.Length);
    }

    private ClassifyOptions Options(string package)
    {
        var scene = new TestScene(90, 110) { NoData = 0 };
        return new ClassifyOptions
        {
            ModelPath = package,
            ScenePath = scene.Write(folder["a.img"], scene.Samples(3, 5)),
            OutPath = folder["map.tif"],
            TileSize = 48,
            Padding = 8,
            Device = InferenceDevice.Cpu,
        };
    }
}
