using Segment.Server.Models;

namespace Segment.Server.Tests.Models;

/// <summary>What is taken from the folder, and when.</summary>
public sealed class DropInFolderTests
{
    [Fact]
    public async Task A_package_that_is_dropped_in_answers()
    {
        await using var dropIn = await DropIn.StartAsync(DropIn.Really);
        Assert.Empty(dropIn.Registry.Models);

        dropIn.Make("a", 2);
        await dropIn.UntilAsync(ModelEventKind.Served);

        Assert.Equal(2, dropIn.Answer("a"));
        var entry = Assert.Single(dropIn.Registry.Models);
        Assert.Equal(("a", "made"), (entry.Name, entry.Served!.Definition.Name));
    }

    [Fact]
    public async Task Work_that_runs_keeps_its_package_and_new_work_gets_the_new_one()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        using (var old = dropIn.Registry.Acquire("a"))
        {
            dropIn.Make("a", 3);
            await dropIn.UntilAsync(ModelEventKind.Served, 2);

            Assert.Equal(3, dropIn.Answer("a"));
            Assert.Equal(2, old.Model.Logits(8, 8, [.. Enumerable.Repeat(1f, 3 * 64)])[0]);
            Assert.DoesNotContain(dropIn.Events, e => e.Kind == ModelEventKind.Released);
        }

        await dropIn.UntilAsync(ModelEventKind.Released);
        Assert.Equal(1, dropIn.Registry.LoadedNetworks);
    }

    [Fact]
    public async Task A_slow_copy_is_taken_once_and_whole()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        var bytes = await File.ReadAllBytesAsync(dropIn.Package(3), TestContext.Current.CancellationToken);
        await using (var copy = new FileStream(dropIn["a.dlpk"], FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            for (var part = 0; part < 4; part++)
            {
                await copy.WriteAsync(
                    bytes.AsMemory(
                        part * bytes.Length / 4,
                        ((part + 1) * bytes.Length / 4) - (part * bytes.Length / 4)
                    ),
                    TestContext.Current.CancellationToken
                );
                await copy.FlushAsync(TestContext.Current.CancellationToken);

                // Longer than a file must stay as it is: only the open handle tells that more will come.
                await Task.Delay(400, TestContext.Current.CancellationToken);
                Assert.Equal(2, dropIn.Answer("a"));
            }
        }

        await dropIn.UntilAsync(ModelEventKind.Served, 2);
        Assert.Equal(3, dropIn.Answer("a"));
        Assert.DoesNotContain(dropIn.Events, e => e.Kind == ModelEventKind.Quarantined);
    }

    [Fact]
    public async Task Other_bytes_of_the_same_name_and_size_with_an_older_time_are_noticed()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        var other = dropIn.Package(3);
        var size = new FileInfo(dropIn["a.dlpk"]).Length;
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(dropIn["a.dlpk"]) - TimeSpan.FromDays(400));
        Assert.Equal(size, new FileInfo(other).Length);

        File.Move(other, dropIn["a.dlpk"], overwrite: true);
        await dropIn.UntilAsync(ModelEventKind.Served, 2);

        Assert.Equal(3, dropIn.Answer("a"));
    }

    [Fact]
    public async Task Other_bytes_written_over_with_the_same_size_and_time_are_noticed()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        var time = File.GetLastWriteTimeUtc(dropIn["a.dlpk"]);
        File.Copy(dropIn.Package(3), dropIn["a.dlpk"], overwrite: true);
        File.SetLastWriteTimeUtc(dropIn["a.dlpk"], time);

        await dropIn.UntilAsync(ModelEventKind.Served, 2);

        Assert.Equal(3, dropIn.Answer("a"));
    }

    [Fact]
    public async Task The_same_bytes_with_another_time_change_nothing()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        var generation = dropIn.Registry.Find("a")!.Served!.Generation;

        File.SetLastWriteTimeUtc(dropIn["a.dlpk"], DateTime.UnixEpoch);
        dropIn.Make("b", 5);
        await dropIn.UntilAsync(() => dropIn.Registry.Find("b")?.Served is not null, "b is served");

        Assert.Equal(generation, dropIn.Registry.Find("a")!.Served!.Generation);
    }

    [Fact]
    public async Task A_deleted_package_is_withdrawn_after_the_running_work()
    {
        await using var dropIn = await DropIn.StartAsync(null, ("a", 2));
        using (var lease = dropIn.Registry.Acquire("a"))
        {
            File.Delete(dropIn["a.dlpk"]);
            await dropIn.UntilAsync(ModelEventKind.Withdrawn);

            Assert.Null(dropIn.Registry.TryAcquire("a"));
            Assert.Empty(dropIn.Registry.Models);
            Assert.Equal(2, lease.Model.Logits(8, 8, [.. Enumerable.Repeat(1f, 3 * 64)])[0]);
        }

        await dropIn.UntilAsync(ModelEventKind.Released);
        Assert.Equal(0, dropIn.Registry.LoadedNetworks);
    }

    [Fact]
    public async Task A_file_that_is_deleted_and_written_anew_at_once_is_never_withdrawn()
    {
        await using var dropIn = await DropIn.StartAsync(
            options => options with { Settle = TimeSpan.FromSeconds(1) },
            ("a", 2)
        );
        var other = dropIn.Package(3);
        File.Delete(dropIn["a.dlpk"]);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        File.Copy(other, dropIn["a.dlpk"]);
        await dropIn.UntilAsync(ModelEventKind.Served, 2);

        Assert.DoesNotContain(dropIn.Events, e => e.Kind == ModelEventKind.Withdrawn);
        Assert.Equal(3, dropIn.Answer("a"));
    }

    [Theory]
    [InlineData(".hidden.dlpk")]
    [InlineData("a.dlpk.part")]
    [InlineData("a.dlpk.1234.partial")]
    [InlineData("readme.txt")]
    public async Task Files_that_are_no_packages_are_left_alone(string fileName)
    {
        await using var dropIn = await DropIn.StartAsync();
        await File.WriteAllTextAsync(dropIn[fileName], "x", TestContext.Current.CancellationToken);
        dropIn.Make("b", 5);
        await dropIn.UntilAsync(ModelEventKind.Served);

        Assert.Equal("b", Assert.Single(dropIn.Registry.Models).Name);
    }

    [Fact]
    public async Task A_second_server_on_the_same_private_state_is_refused()
    {
        await using var dropIn = await DropIn.StartAsync();
        using var registry = new ModelRegistry();
        using var second = new DropInFolder(
            dropIn.Options,
            registry,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<DropInFolder>.Instance
        );

        var e = await Assert.ThrowsAsync<SegmentEnvironmentException>(() => second.StartAsync(default));

        Assert.Contains("Another server has its private state in", e.Message, StringComparison.Ordinal);
    }
}
