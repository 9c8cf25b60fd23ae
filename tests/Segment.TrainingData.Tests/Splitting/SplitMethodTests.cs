using Segment.TrainingData.Splitting;
using static Segment.TrainingData.Tests.Splitting.ToySplits;

namespace Segment.TrainingData.Tests.Splitting;

/// <summary>Splits by lot, given and stored ones.</summary>
public sealed class SplitMethodTests
{
    [Fact]
    public void A_split_by_lot_says_what_training_has_seen()
    {
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        var options = new SplitOptions { Method = SplitMethod.Random, ValidationPercentage = 20 };
        var split = SplitPlanner.Plan(chips, Classes, options, _ => { }).Apply();
        var trained = new HashSet<(int, int)>();
        foreach (var chip in split.Training)
        {
            Visit(chips[chip].Position!.Value, (r, c) => trained.Add((r, c)));
        }

        var (seen, all) = (0, 0);
        foreach (var chip in split.Validation)
        {
            var window = chips[chip.Chip].Position!.Value;
            for (var i = 0; i < chip.Labels.Length; i++)
            {
                all += chip.Labels[i] == 255 ? 0 : 1;
                seen +=
                    chip.Labels[i] != 255 && trained.Contains((window.Row + (i / 32), window.Column + (i % 32)))
                        ? 1
                        : 0;
            }
        }

        Assert.Equal(seen, split.Proof.SharedPixels);
        Assert.Equal(0, split.Proof.GapPixels);
        Assert.Equal(all, split.ValidationPixels.Sum());
        Assert.True(split.SeenShare > 0.5);
        Assert.Equal(0, split.Proof.DroppedChips);
        Assert.Contains(
            $"Training has seen {split.SeenShare * 100:0.#} % of the validation pixels: the scores flatter the network",
            split.Line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_given_split_is_kept_and_is_the_default_where_there_is_one()
    {
        SplitPart?[] parts = [SplitPart.Training, SplitPart.Validation, SplitPart.Test, null];
        var chips = Chips(16, 16, 160, (r, c) => (byte)((r / 16) % 3))
            .Select((c, i) => c with { Given = parts[i % 4] })
            .ToList();
        var split = SplitPlanner.Plan(chips, Classes, new SplitOptions(), _ => { }).Apply();
        Assert.Equal(SplitMethod.Given, split.Proof.Method);
        Assert.All(split.Training, c => Assert.Equal(SplitPart.Training, chips[c].Given));
        Assert.All(split.Validation, c => Assert.Equal(SplitPart.Validation, chips[c.Chip].Given));
        Assert.All(split.Test, c => Assert.Equal(SplitPart.Test, chips[c.Chip].Given));
        Assert.Equal(
            (25, 25, 25, 25),
            (split.Training.Count, split.Validation.Count, split.Test.Count, split.Proof.DroppedChips)
        );
        Assert.Equal(0, split.Proof.SharedPixels);
    }

    [Theory]
    [InlineData(SplitMethod.Spatial)]
    [InlineData(SplitMethod.Random)]
    public void A_stored_split_is_the_same_again(SplitMethod method)
    {
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        var options = new SplitOptions
        {
            Method = method,
            TestPercentage = 10,
            Polygons = true,
        };
        var plan = SplitPlanner.Plan(chips, Classes, options, _ => { });
        string[] names = [.. chips.Select((_, i) => $"{i:D9}")];
        var stored = TrainingSplit.FromJson(plan.ToDocument(names).ToJson());

        var again = StoredSplit.Restore(stored, names, chips, Classes)!;

        Assert.Equal(plan.Apply().Training, again.Apply().Training);
        Assert.Equal(plan.Apply().TestPixels, again.Apply().TestPixels);
        Assert.Equal(plan.ToDocument(names).ToJson(), again.ToDocument(names).ToJson());
        chips[stored.TrainingChips.Count / 2].Labels.AsSpan().Fill(1);
        chips.RemoveAt(0);
        Assert.Null(StoredSplit.Restore(stored, names[1..], chips, Classes));
    }

    [Fact]
    public void Pixels_taken_away_later_leave_the_parts_as_they_are()
    {
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        var plan = SplitPlanner.Plan(chips, Classes, new SplitOptions { Polygons = true }, _ => { });
        var whole = plan.Apply();
        var masked = plan.Apply([
            .. chips.Select(c => c.Labels.Select((l, i) => i % 3 == 0 ? (byte)255 : l).ToArray()),
        ]);
        Assert.Equal(whole.Training, masked.Training);
        Assert.InRange(masked.ValidationPixels.Sum() / (double)whole.ValidationPixels.Sum(), 0.4, 0.9);
        Assert.Equal(0, masked.Proof.SharedPixels);
    }
}
