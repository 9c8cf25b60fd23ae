using Segment.Raster.Maps;
using Segment.Runtime.Layers;
using Segment.Runtime.Models;
using Segment.Runtime.Pipeline;
using Segment.Runtime.Planning;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Tests.Layers;

/// <summary>The layers of whole tiles, as lanes make them.</summary>
public sealed class LayerMapTests : IDisposable
{
    private const ExtraLayers All =
        ExtraLayers.Confidence | ExtraLayers.Entropy | ExtraLayers.Applicability | ExtraLayers.Probabilities;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Layers_do_not_depend_on_the_tile_size_where_the_padding_covers_the_receptive_field()
    {
        using var model = InferenceModel.Open(TestPackage.Network(folder["light.dlpk"]), InferenceDevice.Cpu);
        var scene = Scene(model, 90, 110);
        var (padding, stride) = (model.Definition.Padding, model.Definition.Stride);
        var setup = LayerSetup.For(Options with { Layers = All }, model.Definition, notice: null);

        var whole = Run(model, setup, TilePlan.Square(90, 110, stride, padding, (16 * stride) + (2 * padding)), scene);
        var cut = Run(model, setup, TilePlan.Square(90, 110, stride, padding, (5 * stride) + (2 * padding)), scene);

        Assert.Equal(whole.Layers[0], cut.Layers[0]);
        foreach (var (left, right) in whole.Layers.Zip(cut.Layers))
        {
            // Rounding of sums may differ by one step where ONNX Runtime computes another shape.
            Assert.All(left.Zip(right), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
        }

        Assert.True(cut.Seams.Compared > 0);
        Assert.Equal(0, cut.Seams.Differing);
    }

    [Fact]
    public void Too_little_padding_shows_in_the_seam_score()
    {
        using var model = InferenceModel.Open(TestPackage.Network(folder["light.dlpk"]), InferenceDevice.Cpu);
        var setup = LayerSetup.For(Options, model.Definition, notice: null);
        var stride = model.Definition.Stride;

        var (_, seams) = Run(model, setup, TilePlan.Square(90, 110, stride, stride, 6 * stride), Scene(model, 90, 110));

        Assert.True(seams.Differing > 0);
    }

    [Theory]
    [InlineData(TestTimeAugmentation.Flips)]
    [InlineData(TestTimeAugmentation.Dihedral)]
    public void A_network_that_turns_with_its_image_answers_the_same_in_all_views(TestTimeAugmentation augmentation)
    {
        using var model = InferenceModel.Open(TestPackage.BrightestBand(folder["a.dlpk"]), InferenceDevice.Cpu);
        var scene = Scene(model, 20, 30);
        var plain = LayerSetup.For(Options with { Layers = All }, model.Definition, notice: null);
        var plan = TilePlan.Square(20, 30, 4, 4, 16).Again(4, 12, 8);

        var once = Run(model, plain, plan, scene);
        var often = Run(model, plain with { Augmentation = augmentation }, plan, scene);

        foreach (var (left, right) in once.Layers.Zip(often.Layers))
        {
            Assert.All(left.Zip(right), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
        }
    }

    [Fact]
    public void Views_change_the_answers_of_a_network_that_does_not_turn_with_its_image()
    {
        using var model = InferenceModel.Open(TestPackage.Network(folder["light.dlpk"]), InferenceDevice.Cpu);
        var scene = Scene(model, 64, 64);
        var plain = LayerSetup.For(Options with { Layers = All }, model.Definition, notice: null);
        var plan = TilePlan.Square(
            64,
            64,
            model.Definition.Stride,
            model.Definition.Padding,
            64 + (2 * model.Definition.Padding)
        );

        var once = Run(model, plain, plan, scene);
        var often = Run(model, plain with { Augmentation = TestTimeAugmentation.Dihedral }, plan, scene);

        Assert.NotEqual(once.Layers[1], often.Layers[1]);
    }

    [Fact]
    public void The_less_is_sure_enough_the_more_is_left_open_and_nothing_else_changes()
    {
        using var model = InferenceModel.Open(TestPackage.Network(folder["light.dlpk"]), InferenceDevice.Cpu);
        var scene = Scene(model, 64, 64);
        var plan = TilePlan.Square(
            64,
            64,
            model.Definition.Stride,
            model.Definition.Padding,
            64 + (2 * model.Definition.Padding)
        );
        var full = Run(model, LayerSetup.For(Options with { Layers = All }, model.Definition, null), plan, scene);
        var before = -1;
        foreach (var below in new[] { 0.2, 0.5, 0.8, 1 })
        {
            var setup = LayerSetup.For(Options with { AbstainBelow = below }, model.Definition, notice: null);
            var map = Run(model, setup, plan, scene).Layers[0];
            var open = map.Count(index => index == MapLayer.AbstainIndex);

            Assert.True(open >= before);
            before = open;
            for (var i = 0; i < map.Length; i++)
            {
                var sure = full.Layers[1][i] >= Quantization.ToByte(below);
                Assert.Equal(sure ? full.Layers[0][i] : MapLayer.AbstainIndex, map[i]);
            }
        }

        Assert.True(before > 0);
    }

    [Fact]
    public void A_temperature_makes_the_network_less_sure_and_changes_no_class()
    {
        using var plain = InferenceModel.Open(TestPackage.Network(folder["light.dlpk"]), InferenceDevice.Cpu);
        var (d, scene) = (plain.Definition, Scene(plain, 64, 64));
        var plan = TilePlan.Square(64, 64, d.Stride, d.Padding, 64 + (2 * d.Padding));
        var before = Run(plain, LayerSetup.For(Options with { Layers = All }, d, null), plan, scene);
        var setup = LayerSetup.For(Options with { Layers = All }, d with { Temperature = 2 }, null);
        var after = Run(plain, setup, plan, scene);

        Assert.Equal(before.Layers[0], after.Layers[0]);
        Assert.All(before.Layers[1].Zip(after.Layers[1]), pair => Assert.True(pair.Second <= pair.First));
        Assert.All(before.Layers[2].Zip(after.Layers[2]), pair => Assert.True(pair.Second >= pair.First));
        Assert.NotEqual(before.Layers[1], after.Layers[1]);
    }

    [Fact]
    public void Without_the_background_the_others_share_its_probability()
    {
        var package = TestPackage.BrightestBand(
            folder["a.dlpk"],
            change: d =>
                d with
                {
                    Classes = [.. d.Classes.Select((c, i) => c with { Value = i == 1 ? 0 : 10 + i })],
                    IgnoreValue = 255,
                }
        );
        using var model = InferenceModel.Open(package, InferenceDevice.Cpu);
        var options = Options with { Layers = All, PredictBackground = false };
        var setup = LayerSetup.For(options, model.Definition, notice: null);

        var (layers, _) = Run(model, setup, TilePlan.Square(20, 30, 4, 4, 24), Scene(model, 20, 30));

        Assert.Equal(1, setup.Excluded);
        Assert.DoesNotContain((byte)1, layers[0]);
        Assert.Contains((byte)0, layers[0]);
        Assert.All(layers[5], p => Assert.Equal(0, p));
        Assert.All(layers[4].Zip(layers[6]), pair => Assert.InRange(pair.First + pair.Second, 249, 251));
    }

    private static ClassifyOptions Options { get; } =
        new()
        {
            ModelPath = "a",
            ScenePath = "b",
            OutPath = "c",
        };

    private static float[] Scene(InferenceModel model, int height, int width) =>
        [.. new TestScene(height, width).Samples(model.Definition.Bands.Count, 5).Select(b => (float)b)];

    private static (byte[][] Layers, SeamScore Seams) Run(
        InferenceModel model,
        LayerSetup setup,
        TilePlan plan,
        float[] scene
    )
    {
        var bands = model.Definition.Bands.Count;
        var layers = setup.Layers.Select(_ => new List<byte>()).ToArray();
        var seams = new SeamScore(plan);
        int[] read = [.. Enumerable.Range(0, bands)];
        var job = new PipelineSetup(model, "", default, null, read, false, plan, setup, new JobShape(1, 2, 1), 0);
        using var call = new NetworkCall(job, CancellationToken.None);
        var maker = new TileLayers(setup, plan, TrainingRange.Of(model.Definition));
        using var band = new RowBand(plan, setup.Layers.Count);
        for (var row = 0; row < plan.Rows; row++)
        {
            var first = row * plan.CoreHeight;
            band.Begin(first, Math.Min(plan.CoreHeight, plan.Height - first), plan.Columns);
            foreach (var tile in plan.Row(row))
            {
                using var batch = new TileBatch(job);
                Fill(scene, bands, plan, tile, batch.NextPixels);
                batch.Add(tile, [band]);
                call.Run(batch);
                maker.Fill(call.Answer(0), batch.Pixels.Slot(0), [], tile, band);
            }

            seams.Add(band);
            for (var layer = 0; layer < layers.Length; layer++)
            {
                layers[layer].AddRange(band.Layers[layer].Span);
            }
        }

        return ([.. layers.Select(layer => layer.ToArray())], seams);
    }

    /// <summary>Mirrors beyond the border, as the reader does.</summary>
    private static void Fill(float[] scene, int bands, TilePlan plan, Tile tile, Span<float> samples)
    {
        var at = 0;
        for (var b = 0; b < bands; b++)
        {
            for (var row = tile.Window.Row; row < tile.Window.EndRow; row++)
            {
                for (var column = tile.Window.Column; column < tile.Window.EndColumn; column++)
                {
                    var place = (Mirror(row, plan.Height) * plan.Width) + Mirror(column, plan.Width);
                    samples[at++] = scene[(b * plan.Height * plan.Width) + place];
                }
            }
        }
    }

    private static int Mirror(int index, int length)
    {
        var period = 2 * (length - 1);
        var phase = ((index % period) + period) % period;
        return Math.Min(phase, period - phase);
    }
}
