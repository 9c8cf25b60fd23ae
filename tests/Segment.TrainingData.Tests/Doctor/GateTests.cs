using Segment.TrainingData.Doctor;

namespace Segment.TrainingData.Tests.Doctor;

public sealed class GateTests
{
    private static readonly Finding Doubt = new("few-chips", Severity.Doubt, "Few", "There are few.", "Cut more");
    private static readonly Finding Problem = new("no-crs", Severity.Problem, "None", "There is none.", "Do `this`");
    private readonly List<string> warnings = [];

    [Fact]
    public void A_doubt_is_a_warning()
    {
        Gate.Pass(Report(Doubt), [], warnings.Add);

        Assert.Equal(["few-chips: There are few. Cut more."], warnings);
    }

    [Fact]
    public void A_problem_stops_and_names_the_way_on()
    {
        var e = Assert.Throws<SegmentDataException>(() => Gate.Pass(Report(Problem, Doubt), [], warnings.Add));

        Assert.Equal(
            $"no-crs: There is none. Do `this`{Environment.NewLine}Nothing was done. To go on all the same, add --force no-crs",
            e.Message
        );
        Assert.Single(warnings);
    }

    [Fact]
    public void A_forced_problem_is_a_warning()
    {
        Gate.Pass(Report(Problem), ["no-crs"], warnings.Add);

        Assert.Equal(["no-crs: There is none. Do `this`"], warnings);
    }

    [Fact]
    public void An_unknown_check_is_named_with_the_nearest_one()
    {
        var e = Assert.Throws<SegmentDataException>(() => Gate.Pass(Report(), ["few-chip"], warnings.Add));

        Assert.StartsWith(
            "--force names no check: 'few-chip'. Did you mean 'few-chips'? Known: ",
            e.Message,
            StringComparison.Ordinal
        );
    }

    private static DoctorReport Report(params Finding[] findings) => new(findings, ["no-crs"], 1);
}
