using Segment.Server.Models;

namespace Segment.Server.Tests.Models;

/// <summary>What a server knows after a restart.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task What_served_serves_at_once_although_a_bad_file_lies_in_the_folder()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        await File.WriteAllTextAsync(dropIn["a.dlpk"], "no zip", TestContext.Current.CancellationToken);
        await dropIn.UntilAsync(ModelEventKind.Quarantined);

        await dropIn.RestartAsync();

        Assert.Equal(2, dropIn.Answer("a"));
        await dropIn.UntilAsync(ModelEventKind.Quarantined);
        Assert.Equal(2, dropIn.Answer("a"));
    }

    [Fact]
    public async Task A_file_that_was_deleted_meanwhile_is_withdrawn()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        await dropIn.Watch.StopAsync(default);
        File.Delete(dropIn["a.dlpk"]);

        await dropIn.RestartAsync();

        Assert.Empty(dropIn.Registry.Models);
        Assert.Contains(dropIn.Watch.History.Read("a"), e => e.Kind == ModelEventKind.Withdrawn);
    }

    [Fact]
    public async Task History_outlives_a_restart_and_a_line_cut_short()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        dropIn.Make("a", 3);
        await dropIn.UntilAsync(ModelEventKind.Served, 2);
        await dropIn.Watch.StopAsync(default);
        await File.AppendAllTextAsync(
            Path.Combine(dropIn.Options.State, "history.jsonl"),
            "{\"at\":\"2026",
            TestContext.Current.CancellationToken
        );

        await dropIn.RestartAsync();

        var served = dropIn.Watch.History.Read("a").Where(e => e.Kind == ModelEventKind.Served).ToList();
        Assert.Equal(3, served.Count);
        Assert.Equal(served[1].Sha256, served[2].Sha256);
        Assert.NotEqual(served[0].Sha256, served[1].Sha256);
    }

    [Fact]
    public async Task A_job_that_a_restart_stopped_gets_the_package_that_it_began_with()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        var first = dropIn.Registry.Find("a")!.Served!.Sha256;
        dropIn.Make("a", 3);
        await dropIn.UntilAsync(ModelEventKind.Served, 2);
        await dropIn.RestartAsync();

        using (var lease = dropIn.Watch.TryAcquireEarlier("a", first)!)
        {
            Assert.Equal(first, lease.Sha256);
            Assert.Equal(2, lease.Model.Logits(8, 8, [.. Enumerable.Repeat(1f, 3 * 64)])[0]);
            Assert.Equal(3, dropIn.Answer("a"));
        }

        await dropIn.UntilAsync(() => dropIn.Registry.LoadedNetworks == 1, "the earlier one is released");
        Assert.Null(dropIn.Watch.TryAcquireEarlier("a", new string('0', 64)));
    }

    [Fact]
    public async Task A_roll_back_and_a_pin_outlive_a_restart()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        dropIn.Make("a", 3);
        await dropIn.UntilAsync(ModelEventKind.Served, 2);
        Assert.True(dropIn.Watch.Obey(new(Server.Models.Orders.ModelOrderKind.Rollback, "a")).Done);

        await dropIn.RestartAsync();
        await dropIn.Watch.FirstLook;

        Assert.Equal(2, dropIn.Answer("a"));
    }
}
