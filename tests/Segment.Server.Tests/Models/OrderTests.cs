using Segment.Server.Models;
using Segment.Server.Models.Orders;

namespace Segment.Server.Tests.Models;

/// <summary>Words to a running server.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Rollback_serves_the_package_before_until_other_bytes_come()
    {
        await using var dropIn = await WithThreeAsync();

        Assert.True(Give(dropIn, ModelOrderKind.Rollback).Done);
        Assert.Equal(3, dropIn.Answer("a"));
        Assert.True(Give(dropIn, ModelOrderKind.Rollback).Done);
        Assert.Equal(2, dropIn.Answer("a"));
        Assert.Contains("nothing to go back to", Give(dropIn, ModelOrderKind.Rollback).Words, StringComparison.Ordinal);

        dropIn.Make("a", 5);
        await dropIn.UntilAsync(() => dropIn.Answer("a") is 5, "the new package is served");
    }

    [Fact]
    public async Task A_package_that_was_rolled_back_is_not_taken_again_when_its_file_is_touched()
    {
        await using var dropIn = await WithThreeAsync();
        Give(dropIn, ModelOrderKind.Rollback);

        File.SetLastWriteTimeUtc(dropIn["a.dlpk"], DateTime.UnixEpoch);
        dropIn.Make("b", 9);
        await dropIn.UntilAsync(() => dropIn.Registry.Find("b")?.Served is not null, "b is served");

        Assert.Equal(3, dropIn.Answer("a"));
        Assert.True(Give(dropIn, ModelOrderKind.Approve).Done);
        Assert.Equal(4, dropIn.Answer("a"));
    }

    [Fact]
    public async Task A_pinned_package_serves_whatever_is_dropped_in()
    {
        await using var dropIn = await WithThreeAsync();
        var second = dropIn.Events.Where(e => e.Kind == ModelEventKind.Served).ElementAt(1).Sha256!;

        Assert.True(Give(dropIn, ModelOrderKind.Pin, second[..8]).Done);
        Assert.Equal(3, dropIn.Answer("a"));
        Assert.Equal(second, dropIn.Registry.Find("a")!.Pinned);

        dropIn.Make("a", 5);
        await dropIn.UntilAsync(ModelEventKind.Held);
        Assert.Equal(3, dropIn.Answer("a"));
        Assert.False(Give(dropIn, ModelOrderKind.Rollback).Done);
        Assert.False(Give(dropIn, ModelOrderKind.Approve).Done);

        Assert.True(Give(dropIn, ModelOrderKind.Unpin).Done);
        await dropIn.UntilAsync(() => dropIn.Answer("a") is 5, "what the folder holds is served");
    }

    [Theory]
    [InlineData(ModelOrderKind.Pin, "a", "123")]
    [InlineData(ModelOrderKind.Pin, "a", "0000000000")]
    [InlineData(ModelOrderKind.Unpin, "a", null)]
    [InlineData(ModelOrderKind.Approve, "a", null)]
    [InlineData(ModelOrderKind.Rollback, "../a", null)]
    public async Task What_cannot_be_done_is_told_and_changes_nothing(ModelOrderKind kind, string name, string? sha256)
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));

        var answer = dropIn.Watch.Obey(new ModelOrder(kind, name, sha256));

        Assert.False(answer.Done);
        Assert.NotEmpty(answer.Words);
        Assert.Equal(2, dropIn.Answer("a"));
    }

    [Fact]
    public async Task An_order_that_waits_for_a_server_is_done_when_one_starts()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        dropIn.Make("a", 3);
        await dropIn.UntilAsync(ModelEventKind.Served, 2);
        await dropIn.Watch.StopAsync(default);

        Assert.Null(Box(dropIn).Give(new ModelOrder(ModelOrderKind.Rollback, "a"), TimeSpan.FromSeconds(5)));
        await dropIn.RestartAsync();

        await dropIn.UntilAsync(ModelEventKind.RolledBack);
        Assert.Equal(2, dropIn.Answer("a"));
    }

    [Fact]
    public void A_folder_without_a_server_is_told()
    {
        using var folder = new TestFolder();

        var e = Assert.Throws<SegmentDataException>(() =>
            new OrderBox(folder.Path).Give(new ModelOrder(ModelOrderKind.Unpin, "a"), TimeSpan.Zero)
        );

        Assert.StartsWith("No server keeps its state in", e.Message, StringComparison.Ordinal);
    }

    private static OrderBox Box(DropIn dropIn) => new(dropIn.Options.State);

    /// <summary>Gives an order as the command line does.</summary>
    private static OrderAnswer Give(DropIn dropIn, ModelOrderKind kind, string? sha256 = null) =>
        Box(dropIn).Give(new ModelOrder(kind, "a", sha256), TimeSpan.FromSeconds(30))!;

    private static async Task<DropIn> WithThreeAsync()
    {
        var dropIn = await DropIn.StartAsync(null, ("a", 2));
        for (var weight = 3; weight <= 4; weight++)
        {
            dropIn.Make("a", weight);
            await dropIn.UntilAsync(ModelEventKind.Served, weight - 1);
        }

        return dropIn;
    }
}
