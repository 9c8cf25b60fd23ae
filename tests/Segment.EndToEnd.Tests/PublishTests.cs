using System.Diagnostics;

namespace Segment.EndToEnd.Tests;

/// <summary><c>segment publish</c>: one folder for machines without the SDK.</summary>
public sealed class PublishTests
{
    private const long MostBytes = 150_000_000;

    [Fact]
    [Trait("kind", "slow")]
    public void The_published_folder_is_small_has_no_trainer_and_needs_no_dotnet()
    {
        using var folder = new TemporaryFolder();
        var runtime = folder.File("runtime");
        var published = Run(Path.Combine(Checkout.Root, "segment"), null, "publish", runtime);
        Assert.True(published.ExitCode == 0, published.Text);

        var files = new DirectoryInfo(runtime).GetFiles("*", SearchOption.AllDirectories);
        Assert.True(files.Sum(file => file.Length) < MostBytes, $"{files.Sum(file => file.Length):N0} bytes");
        Assert.DoesNotContain(
            files,
            file =>
                new[] { "torch", "Segment.Trainer", "Segment.Networks", "Segment.Exporter", "segment-train" }.Any(
                    word => file.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
                )
        );

        // No variable leads to the SDK, and an empty folder is all that stands in the search path.
        var map = folder.File("map.tif");
        var alone = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = folder.Path,
            ["HOME"] = folder.Path,
            ["DOTNET_ROOT"] = folder.Path,
            ["SEGMENT_LEDGER"] = "off",
        };
        var classified = Run(
            Path.Combine(runtime, "segment"),
            alone,
            "classify",
            "--model",
            "olinda-light",
            "--scene",
            Checkout.Sample("L7_ETMs.tif"),
            "--out",
            map
        );

        Assert.True(classified.ExitCode == 0, classified.Text);
        Assert.True(File.Exists(map));
    }

    private static (int ExitCode, string Text) Run(
        string program,
        Dictionary<string, string>? environment,
        params string[] words
    )
    {
        var start = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
