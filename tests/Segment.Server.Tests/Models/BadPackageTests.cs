using System.Diagnostics;
using Segment.Server.Models;

namespace Segment.Server.Tests.Models;

/// <summary>Packages that must not be served: the one before goes on, and the reason is told.</summary>
public sealed class BadPackageTests
{
    /// <summary>Gets the kinds that run in every suite: one of each sort.</summary>
    private static readonly string[] Few =
    [
        "nothing",
        "cut off after 99 %",
        "a pipe",
        "changed later",
        "the definition says \"Evil\": 4",
        "other logits than it was made with",
    ];

    [Fact]
    public void There_are_sixty_kinds() =>
        Assert.True(BadPackage.All.Count >= 60, $"There are {BadPackage.All.Count}.");

    [Fact]
    public Task A_bad_package_never_disturbs_the_one_that_serves() =>
        DropAsync(BadPackage.All.Where(bad => Few.Contains(bad.Name, StringComparer.Ordinal)));

    [Fact]
    [Trait("kind", "slow")]
    public Task None_of_sixty_kinds_disturbs_the_one_that_serves() => DropAsync(BadPackage.All);

    [Fact]
    public async Task A_name_that_cannot_be_a_models_is_told()
    {
        await using var dropIn = await DropIn.StartAsync(DropIn.Really, ("a", 2));
        dropIn.Make("a b;rm", 3);
        await dropIn.UntilAsync(ModelEventKind.Quarantined);

        Assert.Contains("cannot name a model", dropIn.Events.Last().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_does_not_end_or_takes_too_much_is_ended()
    {
        await using var dropIn = await DropIn.StartAsync(
            options => DropIn.Really(options) with { CheckTime = TimeSpan.FromMilliseconds(1) },
            ("a", 2)
        );

        Assert.Contains("did not end within", dropIn.Events.Single().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_told_and_tried_again()
    {
        await using var dropIn = await DropIn.StartAsync(options => options with { Program = "/nowhere/segment" });
        dropIn.Make("a", 2);
        await dropIn.UntilAsync(ModelEventKind.Quarantined);

        Assert.Contains("cannot be started", dropIn.Events.Single().Words, StringComparison.Ordinal);
        Assert.EndsWith("It is tried again in a while.", dropIn.Events.Single().Words, StringComparison.Ordinal);
    }

    private static async Task DropAsync(IEnumerable<BadPackage> bad)
    {
        await using var dropIn = await DropIn.StartAsync(DropIn.Really, ("a", 2));
        var refused = 0;
        var slowest = TimeSpan.Zero;
        foreach (var package in bad)
        {
            Remove(dropIn["a.dlpk"]);
            var made = dropIn.Beside("bad.dlpk");
            package.Write(made);
            var start = Stopwatch.GetTimestamp();
            Directory.Move(made, dropIn["a.dlpk"]);
            refused++;
            await dropIn.UntilAsync(
                () =>
                    dropIn.Registry.Find("a")?.Quarantined is not null
                    && dropIn.Events.Count(e => e.Kind == ModelEventKind.Quarantined) == refused,
                package.Name
            );
            var took = Stopwatch.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;

            Assert.Equal(2, dropIn.Answer("a"));
            Assert.Contains(
                package.Reason ?? ".",
                dropIn.Registry.Find("a")!.Quarantined!.Reason,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(".segment", dropIn.Registry.Find("a")!.Quarantined!.Reason, StringComparison.Ordinal);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{refused} kinds, the slowest told after {slowest.TotalSeconds:0.00} s"
        );
        Assert.DoesNotContain(dropIn.Events, e => e.Kind is ModelEventKind.Withdrawn);
        Remove(dropIn["a.dlpk"]);
        dropIn.Make("a", 3);
        await dropIn.UntilAsync(() => dropIn.Answer("a") is 3, "a good one is taken again");
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }
        else
        {
            File.Delete(path);
        }
    }
}
