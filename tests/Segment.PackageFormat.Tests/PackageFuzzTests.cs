namespace Segment.PackageFormat.Tests;

/// <summary>Seeded damage to whole files and to single entries: the answer is a package or a SegmentDataException.</summary>
public sealed class PackageFuzzTests : IDisposable
{
    private const int Rounds = 200;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Damage_to_the_file_is_answered_in_our_own_words(int seed)
    {
        ModelPackage.Write(folder["sound.dlpk"], Samples.Contents);
        var sound = File.ReadAllBytes(folder["sound.dlpk"]);
        var random = new Random(seed);

        var opened = Enumerable.Range(0, Rounds).Count(_ => Opens(Fuzz.Damaged(sound, random)));

        Assert.InRange(opened, 0, Rounds / 5);
    }

    [Theory]
    [InlineData("olinda.emd")]
    [InlineData("metrics.json")]
    [InlineData("history.json")]
    [InlineData("checksums.json")]
    [InlineData("golden/golden.json")]
    [InlineData("model.onnx")]
    public void Damage_to_an_entry_with_right_checksums_is_answered_in_our_own_words(string name)
    {
        ModelPackage.Write(folder["sound.dlpk"], Samples.Contents);
        var entries = Zips.Entries(folder["sound.dlpk"]);
        var (sound, random) = (entries[name], new Random(8));

        var opened = Enumerable
            .Range(0, Rounds)
            .Count(_ =>
            {
                entries[name] = Fuzz.Damaged(sound, random);
                File.Delete(folder["x.dlpk"]);
                Zips.Write(folder["x.dlpk"], entries, checksums: name != "checksums.json");
                return Opens(File.ReadAllBytes(folder["x.dlpk"]));
            });

        Assert.InRange(opened, 0, Rounds - 1);
    }

    private bool Opens(byte[] bytes)
    {
        File.WriteAllBytes(folder["x.dlpk"], bytes);
        try
        {
            using var package = ModelPackage.Open(folder["x.dlpk"]);
            return true;
        }
        catch (SegmentDataException)
        {
            return false;
        }
    }
}
