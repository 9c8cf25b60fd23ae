namespace Segment.PackageFormat.Tests;

/// <summary>Damaged packages, definitions and graphs are answered in our own words, soon.</summary>
public sealed class FuzzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Packages()
    {
        ModelPackage.Write(folder["sound.dlpk"], Samples.Contents);
        var sound = File.ReadAllBytes(folder["sound.dlpk"]);

        Fuzz.Run(
            300,
            seed: 1000,
            random =>
            {
                File.WriteAllBytes(folder["x.dlpk"], Fuzz.Damaged(Fuzz.Damaged(sound, random), random));
                using var package = ModelPackage.Open(folder["x.dlpk"]);
            }
        );
    }

    [Fact]
    public void Definitions()
    {
        var sound = Samples.Definition.ToJson();

        Fuzz.Run(
            2000,
            seed: 2000,
            random => _ = ModelDefinition.FromJson(Fuzz.Damaged(sound, random), "x.emd").Problems().Count()
        );
    }

    [Fact]
    public void Graphs_of_networks()
    {
        var sound = Graphs.Sound(Samples.Definition);

        Fuzz.Run(
            5000,
            seed: 3000,
            random => _ = GraphCheck.Problems(Fuzz.Damaged(sound, random), Samples.Definition).Count
        );
    }
}
