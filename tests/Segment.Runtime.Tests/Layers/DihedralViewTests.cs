using Segment.Runtime.Layers;

namespace Segment.Runtime.Tests.Layers;

public sealed class DihedralViewTests
{
    [Fact]
    public void Each_view_turned_back_is_the_tile_itself() =>
        (
            from index in Gen.Int[0, 7]
            from channels in Gen.Int[1, 3]
            from height in Gen.Int[1, 9]
            from width in Gen.Int[1, 9]
            select (index, channels, height, width)
        ).Sample(c =>
        {
            var source = Enumerable.Range(1, c.channels * c.height * c.width).Select(i => (float)i).ToArray();
            var (seen, sum) = (new float[source.Length], new float[source.Length]);
            var view = new DihedralView(c.index);

            view.Show(source, c.height, c.width, seen);
            view.AddBack(seen, c.height, c.width, sum);

            Assert.Equal(source, sum);
        });

    [Fact]
    public void The_eight_views_of_a_square_are_all_different_and_the_first_is_the_tile()
    {
        float[] source = [1, 2, 3, 4];
        var views = Enumerable
            .Range(0, 8)
            .Select(index =>
            {
                var seen = new float[4];
                new DihedralView(index).Show(source, 2, 2, seen);
                return string.Join(' ', seen);
            })
            .ToList();

        Assert.Equal(8, views.Distinct().Count());
        Assert.Equal(["1 2 3 4", "2 1 4 3", "3 4 1 2", "4 3 2 1"], views[..4]);
    }

    [Fact]
    public void A_view_that_swaps_lays_the_columns_of_a_rectangle_out_as_rows()
    {
        var seen = new float[6];

        new DihedralView(4).Show([1, 2, 3, 4, 5, 6], 2, 3, seen);

        Assert.Equal([1f, 4, 2, 5, 3, 6], seen);
    }
}
