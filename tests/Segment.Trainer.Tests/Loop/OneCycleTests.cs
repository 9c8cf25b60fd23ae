using Segment.Trainer.Loop;

namespace Segment.Trainer.Tests.Loop;

public class OneCycleTests
{
    [Fact]
    public void The_rate_rises_for_a_quarter_and_falls_to_almost_nothing()
    {
        var rates = Enumerable.Range(0, 400).Select(new OneCycle(0.01, 400).Rate).ToList();
        Assert.Equal(0.0004, rates[0], 12);
        Assert.Equal(0.01, rates[100], 12);
        Assert.Equal(rates.Take(101).Order(), rates.Take(101));
        Assert.Equal(rates.Skip(100).OrderDescending(), rates.Skip(100));
        Assert.InRange(rates[^1], 1e-7, 1e-6);
    }

    [Fact]
    public void Short_trainings_have_finite_rates() =>
        Gen.Int[1, 30]
            .Sample(steps =>
                Assert.All(Enumerable.Range(0, steps), s => Assert.InRange(new OneCycle(0.01, steps).Rate(s), 0, 0.01))
            );
}
