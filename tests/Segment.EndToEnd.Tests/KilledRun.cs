namespace Segment.EndToEnd.Tests;

/// <summary>Runs a command again and again, killing it at random moments, until it is done.</summary>
/// <param name="seed">Of the moments.</param>
/// <param name="longest">The longest time until a kill.</param>
internal sealed class KilledRun(int seed, TimeSpan longest)
{
    private readonly Random random = new(seed);

    /// <summary>Gets how often a running command was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Runs the command until it ends by itself.</summary>
    /// <param name="kills">After so many kills the command is left alone.</param>
    /// <param name="afterKill">Looks at what a kill left behind.</param>
    /// <param name="words">The command.</param>
    public void Run(int kills, Action afterKill, params string[] words)
    {
        for (var left = kills; left > 0; left--)
        {
            using var process = Checkout.Start(words);
            var ended = process.WaitForExit(TimeSpan.FromSeconds(random.NextDouble() * longest.TotalSeconds));
            if (ended)
            {
                Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}: {process.StandardError.ReadToEnd()}");
                return;
            }

            // SIGKILL: nothing of the program's own runs after it.
            process.Kill();
            process.WaitForExit();
            Kills++;
            afterKill();
        }

        var run = Checkout.Run(words);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
