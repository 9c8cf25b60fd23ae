using Segment.Trainer.Data.Augmentation;
using Segment.Trainer.Options;

namespace Segment.Trainer.Tests.Data;

public class AugmentationTextTests
{
    [Fact]
    public void ArcGISs_list_is_read()
    {
        var set = AugmentationText.Parse(
            "rotate 30;0.5;brightness 0.4 0.6;contrast (1.0, 1.5); 0.75;zoom 1,1.2;crop 224; 1; 0,1; 0,1"
        );
        Assert.Equal(
            "rotate -30,30 (p 0.5), brightness 0.4,0.6 (p 1), contrast 1,1.5 (p 0.75), rand_zoom 1,1.2 (p 1), crop 224 0,1 0,1 (p 1)",
            set.ToString()
        );
        Assert.Equal(224, set.CropSize);
    }

    [Fact]
    public void ArcGISs_file_is_read()
    {
        using var folder = new TestFolder();
        File.WriteAllText(
            folder["transforms.json"],
            """
            {"Training":{"rotate":{"degrees":30,"p":0.5},"crop":{"size":224,"p":1,"row_pct":"0,1","col_pct":"0,1"},
            "brightness":{"change":"0.4,0.6"},"contrast":{"scale":"1.0,1.5"},"rand_zoom":{"scale":"1,1.2"}},
            "Validation":{"crop":{"size":224,"p":1.0,"row_pct":0.5,"col_pct":0.5}}}
            """
        );
        var notices = new List<string>();
        var set = AugmentationFile.Read(folder["transforms.json"], notices.Add);
        Assert.Equal(
            "rotate -30,30 (p 0.5), crop 224 0,1 0,1 (p 1), brightness 0.4,0.6 (p 1), contrast 1,1.5 (p 1), rand_zoom 1,1.2 (p 1)",
            set.ToString()
        );
        Assert.Contains("scored whole", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_and_file_keep_every_set()
    {
        using var folder = new TestFolder();
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 0.4], Gen.Bool.Array[AugmentationCatalog.All.Count])
            .Sample(
                (p, least, chosen) =>
                {
                    var steps = AugmentationCatalog
                        .All.Where((_, i) => chosen[i])
                        .Select(k =>
                            k is Crop
                                ? AugmentationStep.Of(k)
                                : AugmentationStep.Of(k) with
                                {
                                    Probability = p,
                                    Values = [.. k.Arguments.Select(_ => new ValueRange(0.3 + least, 0.9))],
                                }
                        );
                    var set = new AugmentationSet([.. steps], "test");
                    Assert.Equal(Parts(set), Parts(AugmentationText.Parse(AugmentationText.Write(set))));
                    File.WriteAllBytes(folder["t.json"], AugmentationFile.Write(set));
                    Assert.Equal(Parts(set), Parts(AugmentationFile.Read(folder["t.json"], _ => { })));
                },
                iter: 50,
                threads: 1
            );
    }

    [Theory]
    [InlineData("rotat 30", "--augmentation-parameters: 'rotat' is unknown. Did you mean 'rotate'? Known: flip_lr,")]
    [InlineData("30", "--augmentation-parameters begins with '30': give a name first, such as rotate 30.")]
    [InlineData("rotate 30;2", "--augmentation-parameters: rotate has p 2: give a probability from 0 to 1.")]
    [InlineData("rotate 30;1;5", "--augmentation-parameters: rotate takes 2 values (degrees, p), and '5' is one more.")]
    [InlineData(
        "brightness dark",
        "--augmentation-parameters: brightness has change 'dark': give a number, or two for a range,"
    )]
    [InlineData(
        "brightness 0.6,0.4",
        "--augmentation-parameters: brightness has change 0.6,0.4: give one number, or two, the smaller one first,"
    )]
    [InlineData("rand_zoom 0", "--augmentation-parameters: rand_zoom has scale 0: give 0.25 to 4.")]
    [InlineData("crop 64;0.5", "--augmentation-parameters: crop takes parts of one size,")]
    [InlineData("crop 64.5", "--augmentation-parameters: crop has size 64.5: give one whole number of pixels.")]
    [InlineData("rotate;rotate 5", "--augmentation-parameters: rotate stands there twice. Give it once.")]
    public void Mistakes_are_told(string text, string message) =>
        Assert.StartsWith(
            message,
            Assert.Single(
                new AugmentationOptions
                {
                    Augmentation = AugmentationMode.Custom,
                    AugmentationParameters = text,
                }.Problems()
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("[]", " is not a JSON object.")]
    [InlineData("{", " cannot be read: ")]
    [InlineData("{}", " has no 'Training', under which the variations stand.")]
    [InlineData("{\"Trainng\":{}}", " has 'Trainng'. Did you mean 'Training'? Known: Training, Validation.")]
    [InlineData("{\"Training\":{\"tilt\":{}}}", ", Training: 'tilt' is unknown.")]
    [InlineData("{\"Training\":{\"rotate\":3}}", ", Training: rotate is not a JSON object of names and values.")]
    [InlineData(
        "{\"Training\":{\"rotate\":{\"degree\":3}}}",
        ", Training: rotate has 'degree', which is unknown. Did you mean 'degrees'?"
    )]
    [InlineData("{\"Training\":{\"rotate\":{\"degrees\":null}}}", ", Training: rotate has degrees ")]
    [InlineData("{\"Training\":{},\"Validation\":{\"rotate\":{}}}", " varies the chips of Validation (rotate):")]
    public void Mistakes_in_a_file_are_told(string json, string message)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["t.json"], json);
        var error = Assert.Throws<SegmentDataException>(() => AugmentationFile.Read(folder["t.json"], _ => { }));
        Assert.StartsWith(folder["t.json"] + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_do_not_go_together_are_told_at_once()
    {
        Assert.Empty(new AugmentationOptions().Problems());
        Assert.Equal(
            2,
            new AugmentationOptions { AugmentationParameters = "rotate", AugmentationFile = "t.json" }
                .Problems()
                .Count()
        );
        Assert.Single(new AugmentationOptions { Augmentation = AugmentationMode.Custom }.Problems());
        var crop = new AugmentationOptions
        {
            Augmentation = AugmentationMode.Custom,
            AugmentationParameters = "crop 32",
        };
        Assert.Empty(crop.Problems(32));
        Assert.Equal(["--chip-size is 64, and crop says 32: they mean the same, so leave one out."], crop.Problems(64));
    }

    private static IEnumerable<(string Name, double P, string Values)> Parts(AugmentationSet set) =>
        set.Steps.Select(s =>
            (s.Kind.Name, s.Probability, string.Join(';', s.Values.Select(v => $"{v.Least:R},{v.Most:R}")))
        );
}
