using System.Diagnostics;

namespace Segment.Trainer.Tests;

/// <summary>A training killed by the system at any moment goes on to the same package.</summary>
public class TrainingKillTests
{
    [Fact]
    public void Killed_twice_it_makes_the_same_package() => KillAndCompare(kills: 2, seed: 1);

    [Fact]
    [Trait("kind", "slow")]
    public void Killed_fifteen_times_it_makes_the_same_package() => KillAndCompare(kills: 15, seed: 2);

    private static void KillAndCompare(int kills, int seed)
    {
        using var folder = new TestFolder();
        var chips = ToyScene.Cut(folder);
        var watch = Stopwatch.StartNew();
        using (var whole = Start(chips, folder["whole"]))
        {
            Ended(whole);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var random = new Random(seed);
        for (var done = 0; done < kills; done++)
        {
            using var process = Start(chips, folder["killed"]);
            if (process.WaitForExit(TimeSpan.FromSeconds((0.3 + (0.6 * random.NextDouble())) * seconds)))
            {
                Assert.Equal(0, process.ExitCode);
                AssertSame();
                Directory.Delete(folder["killed"], recursive: true);
                continue;
            }

            // SIGKILL: nothing of the program's own runs after it.
            process.Kill();
            process.WaitForExit();
        }

        using (var last = Start(chips, folder["killed"]))
        {
            Ended(last);
        }

        AssertSame();

        void AssertSame() =>
            Assert.Equal(File.ReadAllBytes(folder["whole/toy.dlpk"]), File.ReadAllBytes(folder["killed/toy.dlpk"]));
    }

    private static void Ended(Process process)
    {
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static Process Start(string chips, string run)
    {
        var process = Process.Start(
            new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "segment-train"))
            {
                ArgumentList =
                {
                    "train",
                    "--chips",
                    chips,
                    "--out",
                    run,
                    "--name",
                    "toy",
                    "--backbone-model",
                    "light",
                    "--max-epochs",
                    "3",
                    "--device",
                    "cpu",
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
