using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Storage;

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
        using var loaded = ChipLoading.Load(
            new ChipShelf(chips, null, notices.Add),
            fractions.Add,
            notices.Add,
            CancellationToken.None
        );
        var first = chips.Chips.Count(c => c.Position!.Value.EndColumn <= 16);
        Assert.Equal(chips.Chips.Count, loaded.Count);
        Assert.Equal(first, loaded.Labels.Count(c => c.All(l => l == 255)));
        Assert.Equal(
            [
                $"{first} of {chips.Chips.Count} chips were left out: no pixel of theirs has both data in every band and a label.",
            ],
            notices
        );
        Assert.Equal(1, fractions.Max());
        for (var c = 0; c < loaded.Count; c++)
        {
            var place = loaded.Files[c].Position!.Value;
            for (var i = 0; i < loaded.Labels[c].Length; i++)
            {
                var (row, column) = (place.Row + (i / 16), place.Column + (i % 16));
                Assert.Equal(Toy.Label(row, column), loaded.Drawn[c][i]);
                Assert.Equal(row == 40 || column < 16 ? 255 : Toy.Label(row, column), loaded.Labels[c][i]);
            }

            Assert.Equal(chips.Read(chips.Chips[c]).Samples, loaded.Images.Raw(c, []).Samples);
        }
    }
}
