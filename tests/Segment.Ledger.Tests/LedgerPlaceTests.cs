namespace Segment.Ledger.Tests;

public sealed class LedgerPlaceTests : IDisposable
{
    private readonly LedgerFolder folder = new();

    // Whoever runs the tests may keep a ledger of their own.
    public LedgerPlaceTests() => Environment.SetEnvironmentVariable(LedgerPlace.Variable, null);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_asked_for_counts_first() =>
        Assert.Equal(
            Path.Combine(folder.Folder, "x.db"),
            LedgerPlace.ForRun(Path.Combine(folder.Folder, "x.db"), "/maps/a.tif")
        );

    [Fact]
    public void Off_keeps_none() => Assert.Null(LedgerPlace.ForRun("off", "/maps/a.tif"));

    [Fact]
    public void A_new_one_lies_beside_the_result()
    {
        var run = Path.Combine(folder.Folder, "runs", "a");
        Assert.Equal(Path.Combine(folder.Folder, "runs", LedgerPlace.FileName), LedgerPlace.ForRun(null, run));
        Assert.Equal(Path.Combine(folder.Folder, "runs", LedgerPlace.FileName), LedgerPlace.ForRun(null, run + "/"));
    }

    [Fact]
    public void One_above_is_found()
    {
        File.WriteAllBytes(folder.File, []);
        Assert.Equal(folder.File, LedgerPlace.ForRun(null, Path.Combine(folder.Folder, "runs", "deep", "a")));
    }

    [Fact]
    public void The_nearest_one_counts()
    {
        File.WriteAllBytes(folder.File, []);
        var nearer = Path.Combine(
            Directory.CreateDirectory(Path.Combine(folder.Folder, "maps")).FullName,
            LedgerPlace.FileName
        );
        File.WriteAllBytes(nearer, []);
        Assert.Equal(nearer, LedgerPlace.ForRun(null, Path.Combine(folder.Folder, "maps", "a.tif")));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_that_everybody_may_write_to_is_passed_by()
    {
        File.WriteAllBytes(folder.File, []);
        File.SetUnixFileMode(folder.Folder, (UnixFileMode)Convert.ToInt32("777", 8));
        var runs = Directory.CreateDirectory(Path.Combine(folder.Folder, "runs")).FullName;
        Assert.Equal(Path.Combine(runs, LedgerPlace.FileName), LedgerPlace.ForRun(null, Path.Combine(runs, "a")));
    }
}
