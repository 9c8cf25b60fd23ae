using System.Diagnostics;

namespace Segment.EndToEnd.Tests;

public sealed class SignalTests
{
    [Fact]
    public async Task SIGTERM_ends_with_try_again_and_the_same_command_goes_on()
    {
        using var folder = new TemporaryFolder();
        string[] words =
        [
            .. new[] { "classify", "--model", "olinda-light", "--scene", Checkout.Sample("L7_ETMs.tif") },
            .. new[] { "--tile-size", "64", "--out", folder.File("map.tif") },
        ];
        using var process = Checkout.Start(words);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var rows = Path.Combine(folder.File("map.tif.work"), "shard-0-of-1", "class.u8");
        var patience = Stopwatch.StartNew();
        while ((!File.Exists(rows) || new FileInfo(rows).Length == 0) && patience.Elapsed < TimeSpan.FromMinutes(1))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        using (var kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var told = await error;
        Assert.True(process.ExitCode == 75, $"{process.ExitCode}: {told}");
        Assert.Contains("the same command goes on from there", told, StringComparison.Ordinal);
        Assert.Contains("Stopped by SIGTERM", told, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("map.tif")));

        var again = Checkout.Run(words);

        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains("Going on at row ", again.Error, StringComparison.Ordinal);
    }
}
