using Segment.Raster.Chips;
using Segment.Trainer.Data;

namespace Segment.Trainer.Tests.Data;

public class ChipLoadingTests
{
    [Fact]
    public void Pixels_without_data_are_ignored_and_chips_without_any_are_told()
    {
        using var folder = new TestFolder();
        // The first 16 columns of the scene hold no data; band 2 holds none anywhere and does not matter.
        var path = ToyScene.Cut(
            folder,
            sample: (b, r, c) => b == 1 || (c < 16 && b == 0) || (r == 40 && b == 2) ? -9999 : Toy.Sample(b, r, c)
        );
        var chips = ChipFolder.Open(path);
        var notices = new List<string>();
        var fractions = new List<double>();
        var loaded = ChipLoading.Load(chips, fractions.Add, notices.Add, CancellationToken.None);
        var first = chips.Chips.Count(c => c.Position!.Value.EndColumn <= 16);
        Assert.Equal(chips.Chips.Count, loaded.Count);
        Assert.Equal(first, loaded.Count(c => c.Chip.Labels.All(l => l == 255)));
        Assert.Equal(
            [
                $"{first} of {chips.Chips.Count} chips were left out: no pixel of theirs has both data in every band and a label.",
            ],
            notices
        );
        Assert.Equal(1, fractions.Max());
        foreach (var (file, chip, drawn) in loaded)
        {
            for (var i = 0; i < chip.Labels.Length; i++)
            {
                var (row, column) = (file.Position!.Value.Row + (i / 16), file.Position!.Value.Column + (i % 16));
                Assert.Equal(Toy.Label(row, column), drawn[i]);
                Assert.Equal(row == 40 || column < 16 ? 255 : Toy.Label(row, column), chip.Labels[i]);
            }
        }
    }
}
