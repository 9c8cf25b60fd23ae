using Google.Protobuf;
using Segment.PackageFormat.Onnx;
using Segment.Raster.Maps;
using Dimension = Segment.PackageFormat.Onnx.TensorShapeProto.Types.Dimension;

namespace Segment.Runtime.Tests;

/// <summary>ONNX models that others made, run or refused with what is missing.</summary>
public sealed class ForeignModelTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_package_converted_for_Deepness_makes_the_same_map_as_the_package()
    {
        var package = TestPackage.BrightestBand(folder["bright.dlpk"]);
        using (var opened = ModelPackage.Open(package))
        {
            File.WriteAllBytes(folder["bright.onnx"], DeepnessModel.Convert(opened, 32));
        }

        var scene = Scene(50, 70);
        var expected = ClassifiedMap.Classify(Options(package, scene, "a.tif"));
        var map = ClassifiedMap.Classify(Options(folder["bright.onnx"], scene, "b.tif"));

        Assert.Equal(expected, map);
    }

    [Fact]
    public void Tiles_of_the_one_size_that_a_model_takes_can_be_blended()
    {
        var package = TestPackage.BrightestBand(folder["bright.dlpk"]);
        using (var opened = ModelPackage.Open(package))
        {
            File.WriteAllBytes(folder["bright.onnx"], DeepnessModel.Convert(opened, 32));
        }

        var options = Options(folder["bright.onnx"], Scene(50, 20), "a.tif");
        var cut = ClassifiedMap.Classify(options);
        var result = Classifier.Run(options with { Blend = TileBlending.Hann, OutPath = folder["b.tif"] });

        Assert.Equal((true, 32, 32, 3L), (result.Blends, result.TileHeight, result.TileWidth, result.Tiles));
        Assert.Equal(cut, ClassifiedMap.Read(folder["b.tif"]));
    }

    [Fact]
    public void One_sigmoid_channel_says_yes_where_its_probability_is_above_a_half()
    {
        // Red minus 128, so that the probability passes a half there; without an axis for the channel.
        var model = Model(
            ["N", 3, 16, 16],
            ["N", 1, 16, 16],
            ("model_type", "\"Segmentor\""),
            ("class_names", "[{\"0\": \"Lit\"}]"),
            ("tiles_overlap", "0")
        );
        model.Graph.Initializer.Add(Floats("w", [1, 3, 1, 1], [255, 0, 0]));
        model.Graph.Initializer.Add(Floats("b", [1], [-127.5f]));
        Add(model, "Conv", "c", "in", "w", "b");
        Add(model, "Sigmoid", "out", "c");
        File.WriteAllBytes(folder["lit.onnx"], model.ToByteArray());
        var samples = new TestScene(40, 21).Samples(3, 1);
        var scene = new TestScene(40, 21).Write(folder["s.img"], samples);

        var map = ClassifiedMap.Classify(Options(folder["lit.onnx"], scene, "lit.tif"));

        Assert.Equal([.. samples.Take(40 * 21).Select(red => (byte)(red >= 128 ? 1 : 0))], map);
        using var read = ClassMap.Open(folder["lit.tif"]);
        Assert.Equal(["Not Lit", "Lit"], read.Classes.Select(c => c.Name));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(17)]
    public void An_output_smaller_than_its_tile_is_used_as_far_as_it_goes(int opset)
    {
        // A 3 x 3 kernel without borders that looks at its centre only: the answer for 16 px is 14 px wide.
        var model = Model([1, 2, 16, 16], [1, 2, 14, 14], ("class_names", "{'0': 'A', '1': 'B'}"), ("tile_size", "16"));
        var kernel = new float[2 * 2 * 9];
        kernel[4] = kernel[(3 * 9) + 4] = 1;
        model.OpsetImport[0].Version = opset;
        model.Graph.Initializer.Add(Floats("w", [2, 2, 3, 3], kernel));
        Add(model, "Conv", "out", "in", "w");
        File.WriteAllBytes(folder["v.onnx"], model.ToByteArray());
        var samples = new TestScene(30, 37).Samples(2, 4);
        var scene = new TestScene(30, 37).Write(folder["s.img"], samples);

        var map = ClassifiedMap.Classify(Options(folder["v.onnx"], scene, "v.tif"));

        Assert.Equal(
            [.. Enumerable.Range(0, 30 * 37).Select(i => (byte)(samples[1110 + i] > samples[i] ? 1 : 0))],
            map
        );
    }

    [Fact]
    public void Options_say_what_the_model_does_not()
    {
        var model = Model(["N", 2, "H", "W"], ["N", 2, "H", "W"]);
        Add(model, "Identity", "out", "in");
        File.WriteAllBytes(folder["silent.onnx"], model.ToByteArray());
        var samples = new TestScene(20, 20).Samples(3, 4);
        var options = Options(folder["silent.onnx"], new TestScene(20, 20).Write(folder["s.img"], samples), "o.tif");

        var error = Assert.Throws<SegmentDataException>(() => ClassifiedMap.Classify(options));
        Assert.Contains("--class-names", error.Message, StringComparison.Ordinal);
        Assert.Contains("--scale", error.Message, StringComparison.Ordinal);
        Assert.Contains("--tile-size", error.Message, StringComparison.Ordinal);

        var map = ClassifiedMap.Classify(
            options with
            {
                Foreign = new ForeignModelOptions
                {
                    ClassNames = ["A", "B"],
                    Bands = [3, 1],
                    Scale = [10],
                    TileSize = 24,
                },
            }
        );

        Assert.Equal([.. Enumerable.Range(0, 400).Select(i => (byte)(samples[i] > samples[800 + i] ? 1 : 0))], map);
    }

    [Fact]
    public void A_scene_with_other_bands_or_numbers_is_refused()
    {
        var model = Model(["N", 2, 16, 16], ["N", 2, 16, 16], ("class_names", "{\"0\": \"A\", \"1\": \"B\"}"));
        Add(model, "Identity", "out", "in");
        File.WriteAllBytes(folder["m.onnx"], model.ToByteArray());
        var three = Scene(20, 20);
        var wide = new TestScene(20, 20).Write(folder["wide.img"], new ushort[2 * 400]);

        Refused(Options(folder["m.onnx"], three, "a.tif"), "has 3 bands", "--bands 1,2");
        Refused(Options(folder["m.onnx"], wide, "a.tif"), "wants 8-bit samples", "--scale");
        Refused(
            Options(folder["m.onnx"], three, "a.tif") with
            {
                Foreign = new ForeignModelOptions { Bands = [1, 4] },
            },
            "--bands names band 4"
        );
    }

    [Theory]
    [InlineData("dummy_recognition_model.onnx", "'Regression'")]
    [InlineData("dummy_superresolution_model.onnx", "It answers 128 × 128 px for a tile of 64 × 64 px")]
    [InlineData("dummy_regression_models/dummy_regression_model.onnx", "'Regressor'")]
    [InlineData("dummy_regression_models/dummy_regression_model_batched.onnx", "'Regressor'")]
    [InlineData("dummy_segmentation_models/dummy_model.onnx", "--class-names", "--scale")]
    [InlineData("dummy_segmentation_models/two_outputs_softmax_bsx2x512x512.onnx", "--model-output")]
    [InlineData("dummy_segmentation_models/two_outputs_sigmoid_bsx512x512.onnx", "--model-output", "--class-names")]
    public void Models_of_the_Deepness_plugin_that_say_too_little_or_do_something_else_are_refused(
        string file,
        params string[] reasons
    )
    {
        var path = Path.Combine(SharedModels(), file);

        var error = Assert.Throws<SegmentDataException>(() => ForeignModel.Open(path, new ForeignModelOptions()));

        Assert.All(reasons, reason => Assert.Contains(reason, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("one_output_sigmoid_red_detector.onnx", null)]
    [InlineData("dummy_regression_models/one_output_sigmoid_bsx1x512x512.onnx", null)]
    [InlineData("dummy_regression_models/one_output_sigmoid_bsx512x512.onnx", null)]
    [InlineData("dummy_regression_models/two_outputs_sigmoid_bsx1x512x512.onnx", "output2")]
    [InlineData("dummy_regression_models/two_outputs_sigmoid_bsx512x512.onnx", "output")]
    [InlineData("dummy_segmentation_models/different_output_size_512_to_484.onnx", null)]
    [InlineData("dummy_segmentation_models/dummy_model.onnx", null)]
    [InlineData("dummy_segmentation_models/one_output_sigmoid_bsx1x512x512.onnx", null)]
    [InlineData("dummy_segmentation_models/one_output_sigmoid_bsx512x512.onnx", null)]
    [InlineData("dummy_segmentation_models/one_output_softmax_bsx2x512x512.onnx", null)]
    [InlineData("dummy_segmentation_models/two_outputs_sigmoid_bsx1x512x512.onnx", "output")]
    [InlineData("dummy_segmentation_models/two_outputs_sigmoid_bsx512x512.onnx", "output2")]
    [InlineData("dummy_segmentation_models/two_outputs_softmax_bsx2x512x512.onnx", "output2")]
    public void All_others_of_them_run_once_it_is_said_what_they_lack(string file, string? output)
    {
        var options = Options(Path.Combine(SharedModels(), file), Scene(60, 80), "map.tif");
        var names = file.Contains("dummy_model", StringComparison.Ordinal) ? new[] { "A", "B", "C" } : ["A", "B"];

        var map = ClassifiedMap.Classify(
            options with
            {
                Foreign = new ForeignModelOptions
                {
                    ClassNames = names,
                    Scale = [255],
                    Output = output,
                },
            }
        );

        Assert.All(map, index => Assert.InRange(index, 0, names.Length - 1));
    }

    private static string SharedModels()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "shared", "data", "onnx_models", "deepness_test_models");
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip("shared/data/onnx_models does not lie beside the checkout.");
        return string.Empty;
    }

    private static void Refused(ClassifyOptions options, params string[] reasons)
    {
        var error = Assert.Throws<SegmentDataException>(() => ClassifiedMap.Classify(options));
        Assert.All(reasons, reason => Assert.Contains(reason, error.Message, StringComparison.Ordinal));
        Assert.False(File.Exists(options.OutPath));
    }

    private static ModelProto Model(object[] input, object[] output, params (string Key, string Value)[] metadata)
    {
        var graph = new GraphProto { Name = "g" };
        graph.Input.Add(Port("in", input));
        graph.Output.Add(Port("out", output));
        var model = new ModelProto
        {
            IrVersion = 7,
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = 12 } },
        };
        model.MetadataProps.Add(metadata.Select(m => new StringStringEntryProto { Key = m.Key, Value = m.Value }));
        return model;
    }

    private static ValueInfoProto Port(string name, object[] sides)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(
            sides.Select(side =>
                side is int n ? new Dimension { DimValue = n } : new Dimension { DimParam = (string)side }
            )
        );
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = tensor },
        };
    }

    private static TensorProto Floats(string name, long[] dims, float[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
        tensor.Dims.AddRange(dims);
        tensor.FloatData.AddRange(values);
        return tensor;
    }

    private static void Add(ModelProto model, string type, string output, params string[] inputs)
    {
        var node = new NodeProto
        {
            OpType = type,
            Name = output,
            Output = { output },
        };
        node.Input.AddRange(inputs);
        model.Graph.Node.Add(node);
    }

    private string Scene(int height, int width)
    {
        var scene = new TestScene(height, width);
        return scene.Write(folder["scene.img"], scene.Samples(3, 11));
    }

    private ClassifyOptions Options(string model, string scene, string map) =>
        new()
        {
            ModelPath = model,
            ScenePath = scene,
            OutPath = folder[map],
            Device = InferenceDevice.Cpu,
        };
}
