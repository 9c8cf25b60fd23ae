using Segment.Runtime.Tests;
using Segment.Server.Models;
using Segment.Server.Models.Checking;
using Segment.Server.Models.Orders;

namespace Segment.Server.Tests.Models;

/// <summary>An area that old and new package map before the switch.</summary>
public sealed class CanaryTests : IDisposable
{
    private const int Side = 64;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_package_that_changes_little_is_served_with_its_report()
    {
        await using var dropIn = await StartAsync(0.1);

        dropIn.Make("a", 3);
        await dropIn.UntilAsync(ModelEventKind.Served, 2);

        var report = dropIn.Registry.Find("a")!.Canary!;
        Assert.Equal((Side * Side, 0), (report.Pixels, report.Changed));
        Assert.Equal("area.img", report.Area);
        Assert.Equal(dropIn.Registry.Find("a")!.Served!.Sha256, report.After);
        Assert.Equal(3, report.Classes.Count);
        Assert.Equal(report.Pixels, report.Classes.Sum(c => c.Kept));
    }

    [Fact]
    public async Task A_package_that_changes_much_waits_for_a_word()
    {
        await using var dropIn = await StartAsync(0.1);

        // The darkest band wins instead of the brightest.
        dropIn.Make("a", -1);
        await dropIn.UntilAsync(ModelEventKind.Waiting);

        Assert.Equal(2, dropIn.Answer("a"));
        var waiting = dropIn.Registry.Find("a")!.Waiting!;
        Assert.Equal(1, waiting.Canary!.ChangedShare);
        Assert.Contains("'segment models approve a' serves it", waiting.Reason, StringComparison.Ordinal);

        Assert.True(dropIn.Watch.Obey(new ModelOrder(ModelOrderKind.Approve, "a")).Done);
        Assert.Equal(-1, dropIn.Answer("a"));
        Assert.Equal(1, dropIn.Watch.History.Read("a")[^1].Canary?.ChangedShare ?? 1);
    }

    [Fact]
    public async Task A_package_that_cannot_map_the_canary_is_refused()
    {
        await using var dropIn = await StartAsync(0.1);
        var wide = TestPackage.BrightestBand(folder["wide.dlpk"], bands: 5);

        File.Move(wide, dropIn["a.dlpk"], overwrite: true);
        await dropIn.UntilAsync(ModelEventKind.Quarantined);

        Assert.Contains(
            "It cannot map the canary area.img",
            dropIn.Registry.Find("a")!.Quarantined!.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(2, dropIn.Answer("a"));
    }

    [Fact]
    public void Classes_that_come_and_go_are_counted()
    {
        var before = Map("before.img", [1, 1, 2, 2, 255, 3]);
        var after = Map("after.img", [1, 2, 2, 4, 1, 255]);

        var report = CanaryRun.Compare("area", before, after);

        Assert.Equal((6, 4), (report.Pixels, report.Changed));
        Assert.Equal(
            [(1, 2, 2, 1), (2, 2, 2, 1), (3, 1, 0, 0), (4, 0, 1, 0)],
            report.Classes.Select(c => (c.Value, (int)c.Before, (int)c.After, (int)c.Kept))
        );
    }

    private string Map(string name, byte[] values) => new TestScene(2, 3) { NoData = 255 }.Write(folder[name], values);

    private async Task<DropIn> StartAsync(double limit)
    {
        var random = new Random(1);
        var samples = new byte[3 * Side * Side];
        for (var i = 0; i < Side * Side; i++)
        {
            // Three different samples a pixel, so that brightest and darkest band always differ.
            byte[] pixel = [10, 100, 200];
            random.Shuffle(pixel);
            for (var band = 0; band < 3; band++)
            {
                samples[(band * Side * Side) + i] = pixel[band];
            }
        }

        var area = new TestScene(Side, Side).Write(folder["area.img"], samples);
        return await DropIn.StartAsync(
            options => DropIn.Really(options) with { Canary = area, CanaryLimit = limit },
            ("a", 2)
        );
    }
}
