using Segment.Raster;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Tests.Splitting;

public class PixelSetTests
{
    [Fact]
    public void Counts_and_distances_are_those_of_a_plain_list() =>
        Gen.Select(
                Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200]).List[0, 60],
                Gen.Int[0, 190],
                Gen.Int[0, 190],
                Gen.Int[1, 90],
                Gen.Int[1, 90]
            )
            .Sample(
                (pixels, row, column, height, width) =>
                {
                    var set = new PixelSet();
                    foreach (var (r, c) in pixels)
                    {
                        set.Add(r, c);
                    }

                    var window = new PixelWindow(row, column, height, width);
                    var plain = pixels.Distinct().ToList();
                    Assert.Equal(plain.Count, set.Count);
                    Assert.Equal(plain.Count(p => Distance(window, p.Item1, p.Item2) == 0), set.CountIn(window));
                    var nearest =
                        plain.Count == 0 ? 100 : Math.Min(100, plain.Min(p => Distance(window, p.Item1, p.Item2)));
                    Assert.Equal(nearest, set.Distance(window, 100));
                }
            );

    private static int Distance(PixelWindow w, int row, int column) =>
        Math.Max(
            Math.Max(0, Math.Max(w.Row - row, row - w.EndRow + 1)),
            Math.Max(w.Column - column, column - w.EndColumn + 1)
        );
}
