using System.Text;
using System.Text.Json;

namespace Segment.PackageFormat.Tests;

public sealed class ModelDefinitionTests
{
    private static readonly Gen<LandCoverClass[]> Classes = Gen.Int[0, 65534]
        .HashSet[2, 20]
        .SelectMany(values =>
            Gen.Select(
                    Gen.String[Gen.Char[' ', 'ÿ'].Where(c => !char.IsControl(c)), 1, 20],
                    Gen.Byte,
                    Gen.Byte,
                    Gen.Byte
                )
                .Array[values.Count]
                .Select(rest =>
                    values
                        .Zip(rest, (v, r) => new LandCoverClass(v, r.Item1, new ClassColor(r.Item2, r.Item3, r.Item4)))
                        .ToArray()
                )
        );

    private static readonly Gen<ModelDefinition> Definitions = Gen.Select(
            Classes,
            Gen.Int[1, 300],
            Gen.Int[1, 256],
            Gen.Int[0, 16],
            Gen.Double[1e-9, 1e9],
            Gen.Bool,
            Gen.Enum<PixelType>()
        )
        .Select(
            (classes, bands, stride, padding, number, flag, type) =>
                Samples.Definition with
                {
                    Classes = classes,
                    Bands =
                    [
                        .. Enumerable.Range(0, bands).Select(i => new BandDefinition(2 * i, $"Band \"{i}\"", type)),
                    ],
                    SourceBandCount = 2 * bands,
                    Normalization = new Normalization(
                        [.. Enumerable.Repeat(-number, bands)],
                        [.. Enumerable.Repeat(number, bands)]
                    ),
                    Distributions = flag
                        ? []
                        :
                        [
                            .. Enumerable.Repeat(
                                new BandDistribution((float)number, 0, [.. Enumerable.Repeat((float)number, 9)]),
                                bands
                            ),
                        ],
                    PyramidSizes = flag ? [] : [1, padding + 1, 64],
                    CellSizeX = number,
                    CrsWkt = flag ? "" : Samples.Utm,
                    Stride = stride,
                    Padding = stride * padding,
                    IgnoreValue = Enumerable.Range(0, 65536).First(v => classes.All(c => c.Value != v)),
                    MapNoData = ModelDefinition.MapNoDataFor(classes),
                    HasClassOutput = flag,
                    HasGlobalView = !flag,
                    Training = Samples.Definition.Training with
                    {
                        LabelledPixels = [.. classes.Select(_ => (long)bands)],
                    },
                }
        );

    [Fact]
    public void Any_sound_definition_read_back_says_the_same() =>
        Definitions.Sample(
            definition =>
            {
                Assert.Empty(definition.Problems());
                var json = definition.ToJson();

                var read = ModelDefinition.FromJson(json, "olinda.emd");

                Assert.Equal(json, read.ToJson());
                Assert.Equal(definition.Classes, read.Classes);
                Assert.Equal(definition.Bands, read.Bands);
                Assert.Equal(definition.PyramidSizes, read.PyramidSizes);
                Assert.Equal(definition.Normalization.Scale, read.Normalization.Scale);
                Assert.Equal(
                    (definition.CellSizeX, definition.CrsWkt, definition.Padding, definition.HasClassOutput),
                    (read.CellSizeX, read.CrsWkt, read.Padding, read.HasClassOutput)
                );
                Assert.Equal(
                    (definition.HasGlobalView, definition.HasGlobalView),
                    (
                        read.HasGlobalView,
                        Encoding.UTF8.GetString(json).Contains("HasGlobalView", StringComparison.Ordinal)
                    )
                );
            },
            iter: 200
        );

    [Fact]
    public void The_file_of_version_1_is_lifted_and_knows_no_distributions()
    {
        var read = ModelDefinition.FromJson(Golden("version-1.emd"), "version-1.emd");

        Assert.Empty(read.Distributions);
        Assert.Equal(
            Encoding.UTF8.GetString((Samples.Definition with { Distributions = [], Temperature = 1 }).ToJson()),
            Encoding.UTF8.GetString(read.ToJson())
        );
    }

    [Fact]
    public void The_file_of_version_2_is_lifted_and_forgets_the_clock()
    {
        var read = ModelDefinition.FromJson(Golden("version-2.emd"), "version-2.emd");

        Assert.Equal(
            Encoding.UTF8.GetString((Samples.Definition with { Temperature = 1 }).ToJson()),
            Encoding.UTF8.GetString(read.ToJson())
        );
    }

    [Fact]
    public void The_file_of_version_3_is_read_and_written_as_it_was()
    {
        var file = Golden("version-3.emd");

        var read = ModelDefinition.FromJson(file, "version-3.emd");

        Assert.Equal("olinda", read.Name);
        Assert.Equal("light", read.Backbone);
        Assert.Equal(new LandCoverClass(7, "Área construída", new ClassColor(200, 30, 10)), read.Classes[2]);
        Assert.Equal(new BandDefinition(3, "B4", PixelType.UInt16), read.Bands[1]);
        Assert.Equal(28.5, read.CellSizeY);
        Assert.Equal(25.25, read.Normalization.Scale[1]);
        Assert.Equal((32, 46, 8), (read.Padding, read.ReceptiveFieldRadius, read.Stride));
        Assert.Equal(2, read.Training.BestEpoch);
        Assert.Equal(14.5f, read.Distributions[1].Quantiles[1]);
        Assert.Equal(Encoding.UTF8.GetString(file), Encoding.UTF8.GetString(read.ToJson()));
    }

    [Fact]
    public void The_keys_of_ArcGIS_stand_at_the_top()
    {
        using var json = JsonDocument.Parse(Samples.Definition.ToJson());
        var root = json.RootElement;

        Assert.Equal("ONNX", root.GetProperty("Framework").GetString());
        Assert.Equal("ImageClassification", root.GetProperty("ModelType").GetString());
        Assert.Equal("NCHW", root.GetProperty("ModelFormat").GetString());
        Assert.Equal("MAP_SPACE", root.GetProperty("ImageSpaceUsed").GetString());
        Assert.Equal(
            "[0,3]",
            root.GetProperty("ExtractBands")
                .GetRawText()
                .ReplaceLineEndings("")
                .Replace(" ", "", StringComparison.Ordinal)
        );
        Assert.True(root.GetProperty("IsMultispectral").GetBoolean());
        Assert.Equal(64, root.GetProperty("ImageHeight").GetInt32());
        Assert.Equal(7, root.GetProperty("Classes")[2].GetProperty("Value").GetInt32());
        Assert.Equal(3, root.GetProperty("Segment").GetProperty("SchemaVersion").GetInt32());
    }

    [Fact]
    public void A_model_without_a_CRS_lives_in_pixel_space()
    {
        var json = Encoding.UTF8.GetString((Samples.Definition with { CrsWkt = "" }).ToJson());

        Assert.Contains("\"ImageSpaceUsed\": \"PIXEL_SPACE\"", json, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> WrongFiles =>
        new()
        {
            { "\"ONNX\"", "\"Keras\"", "x.emd: Framework is 'Keras'; only 'ONNX' is allowed." },
            {
                "\"model.onnx\"",
                "\"../model.onnx\"",
                "x.emd: ModelFile is '../model.onnx'; only 'model.onnx' is allowed."
            },
            {
                "\"ImageHeight\": 64",
                "\"ImageHeight\": 32",
                "x.emd: ImageHeight is 32 and ImageWidth 64; chips are square."
            },
            {
                "MAP_SPACE",
                "OUTER_SPACE",
                "x.emd: ImageSpaceUsed is 'OUTER_SPACE'; 'MAP_SPACE' or 'PIXEL_SPACE' is allowed."
            },
            {
                "\"x\": 28.5",
                "\"x\": 30",
                "x.emd: MinCellSize and MaxCellSize differ; a model is trained at one cell size."
            },
            {
                "\"ExtractBands\": [",
                "\"ExtractBands\": [ 5,",
                "x.emd: ExtractBands lists 3 bands and Segment.Bands 2; they pair one to one."
            },
            { "\"Value\": 7", "\"Value\": 2", "x.emd: 2 classes have the value 2; each value stands for one class." },
            { "200,", "256,", "x.emd: The colour of class 7 is [256, 30, 10]; three numbers 0–255 are allowed." },
            {
                "\"SchemaVersion\": 3",
                "\"SchemaVersion\": 4",
                "x.emd has layout version 4; this program reads versions up to 3. Use a newer Segment."
            },
            {
                "\"SourceType\": \"uint16\"",
                "\"SourceType\": \"uint12\"",
                "x.emd is wrong at $.Segment.Bands[1].SourceType: the value is not of the kind that belongs there."
            },
            {
                "\"SourceType\": \"uint16\"",
                "\"SourceType\": 2",
                "x.emd is wrong at $.Segment.Bands[1].SourceType: the value is not of the kind that belongs there."
            },
            {
                "\"Value\": 7",
                "\"Value\": 7.5",
                "x.emd is wrong at $.Classes[2].Value: the value is not of the kind that belongs there."
            },
            {
                "\"Stride\": 8",
                "\"Stride\": 8, \"Secret\": 1",
                "x.emd is wrong at $.Segment.Secret: the key 'Secret' is not known."
            },
            {
                "\"Segment\": {",
                "\"Sgement\": {",
                "x.emd is wrong at $.Segment.SchemaVersion: the version of the layout is missing."
            },
        };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void A_file_that_is_wrong_is_refused_with_the_place(string part, string instead, string message)
    {
        var text = Encoding.UTF8.GetString(Samples.Definition.ToJson());
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, part);
        var json = Encoding.UTF8.GetBytes(text[..at] + instead + text[(at + part.Length)..]);

        var e = Assert.Throws<SegmentDataException>(() => ModelDefinition.FromJson(json, "x.emd"));

        Assert.Equal(message, e.Message);
    }

    [Theory]
    [InlineData("[]", "x.emd is wrong at $.Segment.SchemaVersion: the version of the layout is missing.")]
    [InlineData("", "x.emd is not JSON (line 1).")]
    [InlineData(
        "{ \"Segment\": { \"SchemaVersion\": 99999999999 } }",
        "x.emd is wrong at $.Segment.SchemaVersion: the version of the layout is a whole number from 1 up."
    )]
    [InlineData(
        "{ \"Segment\": { \"SchemaVersion\": 0 } }",
        "x.emd is wrong at $.Segment.SchemaVersion: the version of the layout is a whole number from 1 up."
    )]
    public void A_text_that_is_no_definition_is_refused(string text, string message)
    {
        var e = Assert.Throws<SegmentDataException>(() =>
            ModelDefinition.FromJson(Encoding.UTF8.GetBytes(text), "x.emd")
        );

        Assert.Equal(message, e.Message);
    }

    [Theory]
    [InlineData("olinda-2002_v1.3", true)]
    [InlineData("9", true)]
    [InlineData("", false)]
    [InlineData(".hidden", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("é", false)]
    public void Names_are_plain(string name, bool good) =>
        Assert.Equal(good, ModelDefinition.NameProblem(name) is null);

    [Fact]
    public void Maps_of_large_class_values_need_another_NoData()
    {
        Assert.Equal(255, ModelDefinition.MapNoDataFor([Samples.Classes[0] with { Value = 254 }]));
        Assert.Equal(65535, ModelDefinition.MapNoDataFor([Samples.Classes[0] with { Value = 255 }]));
    }

    private static byte[] Golden(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", "ModelDefinition", name));
}
