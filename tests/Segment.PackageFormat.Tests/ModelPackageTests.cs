using System.IO.Compression;
using System.Security.Cryptography;

namespace Segment.PackageFormat.Tests;

public sealed class ModelPackageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_package_read_back_holds_what_was_written()
    {
        var contents = Samples.Contents;

        ModelPackage.Write(folder["olinda.dlpk"], contents);
        using var package = ModelPackage.Open(folder["olinda.dlpk"]);

        Assert.Equal(contents.Definition.ToJson(), package.Definition.ToJson());
        Assert.Equal(contents.Metrics.ToJson(), package.Metrics.ToJson());
        Assert.Equal(contents.History.ToJson(), package.History.ToJson());
        Assert.Equal(contents.Graph, package.Graph.ToArray());
        Assert.Equal((16, 8), (package.Golden.Height, package.Golden.Width));
        Assert.Equal(contents.Golden.Pixels, package.Golden.Pixels);
        Assert.Equal(contents.Golden.Logits, package.Golden.Logits);
        Assert.Equal(contents.Review!.ToJson(), package.Review!.ToJson());
        Assert.Equal(contents.ReportHtml, package.ReportHtml);
        Assert.Equal(folder["olinda.dlpk"], package.Path);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(package.Path))), package.Sha256);
    }

    [Fact]
    public void The_entries_are_those_of_the_documentation()
    {
        ModelPackage.Write(folder["olinda.dlpk"], Samples.Contents);

        using var zip = ZipFile.OpenRead(folder["olinda.dlpk"]);

        Assert.Equal(
            [
                "olinda.emd",
                "metrics.json",
                "history.json",
                "review.json",
                "model_metrics.html",
                "golden/golden.json",
                "golden/image.f32",
                "golden/logits.f32",
                "model.onnx",
                "LICENSE.txt",
                "checksums.json",
            ],
            zip.Entries.Select(e => e.FullName)
        );
        Assert.All(zip.Entries, e => Assert.Equal(e.Length, e.CompressedLength));
    }

    [Fact]
    public void The_arrays_are_little_endian_float32()
    {
        ModelPackage.Write(folder["olinda.dlpk"], Samples.Contents);

        var image = Zips.Entries(folder["olinda.dlpk"])["golden/image.f32"];

        Assert.Equal(2 * 16 * 8 * 4, image.Length);
        Assert.Equal("0000003F", Convert.ToHexString(image.AsSpan(4, 4)));
    }

    [Fact]
    public void Equal_contents_give_equal_bytes()
    {
        ModelPackage.Write(folder["a.dlpk"], Samples.Contents);
        ModelPackage.Write(folder["b.dlpk"], Samples.Contents);

        Assert.Equal(File.ReadAllBytes(folder["a.dlpk"]), File.ReadAllBytes(folder["b.dlpk"]));
    }

    [Fact]
    public void Without_a_report_the_package_is_sound()
    {
        ModelPackage.Write(folder["a.dlpk"], Samples.Contents with { ReportHtml = null, Review = null });

        using var package = ModelPackage.Open(folder["a.dlpk"]);

        Assert.Null(package.ReportHtml);
        Assert.Null(package.Review);
        Assert.DoesNotContain("model_metrics.html", package.EntryNames);
    }

    [Fact]
    public void A_graph_with_the_class_index_is_sound()
    {
        var definition = Samples.Definition with { HasClassOutput = true };

        ModelPackage.Write(
            folder["a.dlpk"],
            Samples.Contents with
            {
                Definition = definition,
                Graph = Graphs.Sound(definition),
            }
        );

        using var package = ModelPackage.Open(folder["a.dlpk"]);
        Assert.True(package.Definition.HasClassOutput);
    }

    [Fact]
    public void A_package_packed_again_by_another_program_is_sound()
    {
        ModelPackage.Write(folder["a.dlpk"], Samples.Contents);
        var entries = Zips.Entries(folder["a.dlpk"]);
        Zips.Write(folder["b.dlpk"], entries, checksums: false, CompressionLevel.SmallestSize);
        using (var zip = ZipFile.Open(folder["b.dlpk"], ZipArchiveMode.Update))
        {
            zip.CreateEntry("golden/");
        }

        using var package = ModelPackage.Open(folder["b.dlpk"]);

        Assert.Equal(Samples.Contents.Graph, package.Graph.ToArray());
    }

    [Fact]
    public void Disposing_lets_the_graph_go()
    {
        ModelPackage.Write(folder["a.dlpk"], Samples.Contents);
        var package = ModelPackage.Open(folder["a.dlpk"]);

        package.Dispose();

        Assert.True(package.Graph.IsEmpty);
    }

    public static TheoryData<PackageContents, string> Unsound
    {
        get
        {
            var c = Samples.Contents;
            var extra = (string name) => new Dictionary<string, byte[]> { [name] = [1] };
            return new()
            {
                {
                    c with
                    {
                        Definition = c.Definition with { ChipSize = 1 },
                    },
                    "The chip size is 1 px; 8–4096 px are allowed."
                },
                {
                    c with
                    {
                        Graph = [1, 2, 3],
                    },
                    "The graph is not an ONNX model: Protocol message contained an invalid tag (zero)."
                },
                {
                    c with
                    {
                        Metrics = c.Metrics with { Accuracy = 1 },
                    },
                    "The accuracy is 1, but the confusion matrix gives 0.9375."
                },
                {
                    c with
                    {
                        History = c.History with { BestEpoch = 3 },
                    },
                    "The definition's best epoch is 2, that of metrics.json 2 and that of history.json 3; they are one and the same."
                },
                {
                    c with
                    {
                        Metrics = TrainingMetrics.From(
                            Samples.Matrix,
                            [.. Samples.Classes.Reverse()],
                            2,
                            0.25,
                            Samples.Split
                        ),
                    },
                    "The classes of metrics.json are not those of the definition."
                },
                {
                    c with
                    {
                        Golden = c.Golden with { Height = 12 },
                    },
                    "The golden window has 12 × 8 px; 1–4096 px in multiples of the stride 8 are allowed."
                },
                {
                    c with
                    {
                        Golden = c.Golden with { Height = 8 },
                    },
                    "The golden window's image holds 256 samples; 2 bands of 8 × 8 px need 128. The golden window holds 384 logits; 3 classes of 8 × 8 px need 192."
                },
                {
                    c with
                    {
                        Golden = c.Golden with { Logits = [.. c.Golden.Logits.Skip(1), float.NaN] },
                    },
                    "The golden window holds numbers that are not finite."
                },
                {
                    c with
                    {
                        ExtraFiles = extra("MODEL.onnx"),
                    },
                    "The further file 'MODEL.onnx' has the name of another entry (letter case does not count)."
                },
                {
                    c with
                    {
                        ExtraFiles = extra("../x"),
                    },
                    "The entry name '../x' is not allowed: names have 1–128 letters A–Z, digits, '.', '_' and '-', folders divided by '/', and no part that is empty or only dots."
                },
                {
                    c with
                    {
                        ExtraFiles = Enumerable.Range(0, 60).ToDictionary(i => $"f{i}", _ => Array.Empty<byte>()),
                    },
                    "There are 70 entries; up to 64 are allowed."
                },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Unsound), DisableDiscoveryEnumeration = true)]
    public void Unsound_contents_are_not_written(PackageContents contents, string problem)
    {
        var e = Assert.Throws<SegmentDataException>(() => ModelPackage.Write(folder["a.dlpk"], contents));

        Assert.Equal($"The package '{folder["a.dlpk"]}' is not written. {problem}", e.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_could_not_be_opened_again_gets_no_name()
    {
        var contents = Samples.Contents with
        {
            ExtraFiles = new Dictionary<string, byte[]> { ["inner.zip"] = [0x50, 0x4b, 3, 4, 0] },
        };

        var e = Assert.Throws<SegmentDataException>(() => ModelPackage.Write(folder["a.dlpk"], contents));

        Assert.Equal(
            $"The package '{folder["a.dlpk"]}' is not written. The entry 'inner.zip' is a zip file itself, which is not allowed.",
            e.Message
        );
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_told()
    {
        var e = Assert.Throws<SegmentOutputException>(() =>
            ModelPackage.Write(Path.Combine(folder["none"], "a.dlpk"), Samples.Contents)
        );

        Assert.StartsWith(
            $"{Path.Combine(folder["none"], "a.dlpk")} cannot be written: ",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_name_that_cannot_be_taken_leaves_nothing_behind()
    {
        Directory.CreateDirectory(folder["a.dlpk"]);

        Assert.Throws<SegmentOutputException>(() => ModelPackage.Write(folder["a.dlpk"], Samples.Contents));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
