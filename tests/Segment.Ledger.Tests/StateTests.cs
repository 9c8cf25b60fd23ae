using Segment.Ledger.Storage;

namespace Segment.Ledger.Tests;

public sealed class StateTests : IDisposable
{
    private readonly LedgerFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("process_start = process_start + 1", RunState.BrokenOff)]
    [InlineData("process_id = 4194305", RunState.BrokenOff)]
    [InlineData("process_id = process_id", RunState.Running)]
    public void A_process_is_known_by_its_number_and_its_start(string change, RunState expected) =>
        Assert.Equal(expected, StateAfter(change));

    [Theory]
    [InlineData("boot = 'another machine'", 2, RunState.Running)]
    [InlineData("boot = 'another machine'", 11, RunState.BrokenOff)]
    [InlineData("process_space = 'another container'", 11, RunState.BrokenOff)]
    [InlineData("process_id = process_id", 11, RunState.Running)]
    public void A_process_elsewhere_is_known_by_its_signs_of_life(string change, int silentMinutes, RunState expected)
    {
        var seen = TimeProvider.System.GetUtcNow().AddMinutes(-silentMinutes).UtcDateTime;
        Assert.Equal(expected, StateAfter($"{change}, alive_utc = '{RunWriter.Moment(seen)}'"));
    }

    [Fact]
    public void This_process_lives() => Assert.True(ProcessMark.Own.IsAlive());

    private RunState StateAfter(string change)
    {
        folder.Ledger.Begin(LedgerFolder.Training());
        new LedgerFile(folder.File).Write(connection => connection.Do($"UPDATE run SET {change}"));
        return Assert.Single(folder.Ledger.Runs()).State;
    }
}
