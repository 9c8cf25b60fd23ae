using Segment.Trainer.Commands;

namespace Segment.Trainer.Tests.AutoDl;

/// <summary>Lengths of time as people write them.</summary>
public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2h", 7200)]
    [InlineData("90m", 5400)]
    [InlineData("120s", 120)]
    [InlineData("1h30m", 5400)]
    [InlineData("2", 7200)]
    [InlineData("0.5", 1800)]
    public void Times_are_read(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), TimeText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2d")]
    [InlineData("-1h")]
    [InlineData("30m1h")]
    [InlineData("1e99")]
    public void Other_words_are_no_time(string text) => Assert.Null(TimeText.Parse(text));
}
