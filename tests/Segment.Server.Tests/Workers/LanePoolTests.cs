using Segment.Server.Workers;

namespace Segment.Server.Tests.Workers;

/// <summary>Lanes are dealt out in turn.</summary>
public sealed class LanePoolTests
{
    [Fact]
    public void WhoAsksForManyGetsOneARound()
    {
        var pool = new LanePool(1);
        var granted = new List<string>();
        using var large = pool.Join(() => granted.Add("large"));
        using var small = pool.Join(() => granted.Add("small"));
        for (var i = 0; i < 4; i++)
        {
            large.Ask();
        }

        small.Ask();
        large.Free();
        large.Free();
        small.Free();
        large.Free();

        Assert.Equal(["large", "large", "small", "large", "large"], granted);
        Assert.Equal(1, pool.Busy);
    }

    [Fact]
    public void NeverMoreAreGrantedThanThereAreAndAllComeBack() =>
        Gen.Int[0, 3]
            .Array[1, 200]
            .Sample(steps =>
            {
                var pool = new LanePool(2);
                var held = new int[4];
                var shares = new LaneShare[4];
                for (var i = 0; i < shares.Length; i++)
                {
                    var mine = i;
                    shares[i] = pool.Join(() => held[mine]++);
                }

                foreach (var (index, who) in steps.Index())
                {
                    if (index % 3 == 2 && held[who] > 0)
                    {
                        held[who]--;
                        shares[who].Free();
                    }
                    else
                    {
                        shares[who].Ask();
                    }

                    Assert.InRange(held.Sum(), 0, 2);
                    Assert.Equal(held.Sum(), pool.Busy);
                }

                Array.ForEach(shares, share => share.Dispose());
                Assert.Equal(0, pool.Busy);
            });
}
