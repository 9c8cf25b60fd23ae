using System.Diagnostics;
using Segment.Cli.Tests;

namespace Segment.EndToEnd.Tests;

/// <summary>A disk that is full or read-only is told in a sentence, and nothing stands under the map's name.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string disk;

    public DiskTests() => disk = Directory.CreateDirectory(folder.File("disk")).FullName;

    public void Dispose()
    {
        Tool("umount", disk);
        folder.Dispose();
    }

    // 123,000 px of classes: 8 KB do not hold the plan, 60 KB not the rows; 145 KB hold the rows but not the map beside them.
    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(145)]
    public void A_full_disk_is_told_and_more_room_lets_the_same_command_go_on(int kilobytes)
    {
        Mount($"size={kilobytes}k");
        var map = Path.Combine(disk, "map.tif");

        var full = Classify(map);

        Assert.True(full.ExitCode == 5, $"{full.ExitCode}: {full.Error}");
        Assert.Contains("No space left on device", full.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(disk), file => file.Contains("map.tif", StringComparison.Ordinal));
        Assert.Equal(0, Tool("mount", "-o", "remount,size=4m", disk));
        var again = Classify(map);
        Assert.True(again.ExitCode == 0, again.Error);
        var whole = Classify(folder.File("whole.tif"));
        Assert.True(whole.ExitCode == 0, whole.Error);
        Assert.Equal(File.ReadAllBytes(folder.File("whole.tif")), File.ReadAllBytes(map));
    }

    [Fact]
    public void A_read_only_folder_is_told_before_the_work()
    {
        Mount("ro");

        var run = Classify(Path.Combine(disk, "map.tif"));

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("Read-only file system", run.Error, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(disk, "map.tif.work"), run.Error, StringComparison.Ordinal);
    }

    private static ProgramRun Classify(string map) =>
        Checkout.Run([
            .. new[] { "classify", "--model", "olinda-light", "--scene", Checkout.Sample("L7_ETMs.tif") },
            .. new[] { "--tile-size", "128", "--out", map },
        ]);

    private static int Tool(params string[] words)
    {
        using var process = Process.Start(
            new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardError = true }
        )!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private void Mount(string options)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can mount a small disk.");
        Assert.SkipUnless(
            Tool("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk) == 0,
            "This machine lets nobody mount a small disk."
        );
    }
}
