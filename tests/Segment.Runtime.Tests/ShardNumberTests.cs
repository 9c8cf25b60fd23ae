namespace Segment.Runtime.Tests;

public sealed class ShardNumberTests
{
    private const string Usage =
        ". Give I/N, the part and the number of parts, such as 0/4 to 3/4; or auto/N, which takes the part from Slurm's, "
        + "Kubernetes' or AWS Batch's array job.";

    [Theory]
    [InlineData("0/1", 0, 1)]
    [InlineData("3/4", 3, 4)]
    [InlineData("auto/7", 5, 7)]
    public void A_part_is_read(string text, int index, int count) =>
        Assert.Equal(new ShardNumber(index, count), ShardNumber.Parse(text, In(("SLURM_ARRAY_TASK_ID", "5"))));

    [Theory]
    [InlineData("4/4", "--shard is '4/4': the parts of 4 are numbered from 0 to 3.")]
    [InlineData("auto/5", "--shard is 'auto/5', and the task's number is 5: the parts of 5 are numbered from 0 to 4.")]
    [InlineData("1", "--shard is '1'" + Usage)]
    [InlineData("1/2/3", "--shard is '1/2/3'" + Usage)]
    [InlineData("1/0", "--shard is '1/0'" + Usage)]
    [InlineData("1/-2", "--shard is '1/-2'" + Usage)]
    [InlineData("auto", "--shard is 'auto'" + Usage)]
    [InlineData("x/4", "--shard is 'x/4': the parts of 4 are numbered from 0 to 3.")]
    [InlineData("-1/4", "--shard is '-1/4': the parts of 4 are numbered from 0 to 3.")]
    public void What_is_no_part_is_refused(string text, string message) =>
        Refused(text, message, ("SLURM_ARRAY_TASK_ID", "5"));

    [Fact]
    public void Without_an_array_job_there_is_no_part_to_take() =>
        Refused(
            "auto/4",
            "--shard is 'auto/4', but none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX is set: "
                + "this is no array job. Give the part as a number, such as 0/4."
        );

    [Fact]
    public void Two_array_jobs_are_one_too_many() =>
        Refused(
            "auto/4",
            "--shard is 'auto/4', but SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX are set, and they may differ. Give the part "
                + "as a number, such as 0/4.",
            ("SLURM_ARRAY_TASK_ID", "1"),
            ("JOB_COMPLETION_INDEX", "1")
        );

    [Fact]
    public void A_tasks_number_that_is_none_is_refused() =>
        Refused(
            "auto/4",
            "JOB_COMPLETION_INDEX is '1a', which is no number from 0 up.",
            ("JOB_COMPLETION_INDEX", "1a")
        );

    [Theory]
    [InlineData("3", 3)]
    [InlineData("3,7-9", 3, 7, 8, 9)]
    [InlineData("0-1,3,5-6", 0, 1, 3, 5, 6)]
    public void Missing_parts_are_told_as_an_array_expression(string expected, params int[] missing) =>
        Assert.Equal(expected, MapMerge.ArrayExpression(missing));

    private static void Refused(string text, string message, params (string Name, string Value)[] variables) =>
        Assert.Equal(
            message,
            Assert.Throws<SegmentDataException>(() => ShardNumber.Parse(text, In(variables))).Message
        );

    private static Func<string, string?> In(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(v => v.Name == name).Value;
}
