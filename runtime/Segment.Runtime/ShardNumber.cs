using System.Globalization;
using Segment.PackageFormat;

namespace Segment.Runtime;

/// <summary>Which part of a map a process makes.</summary>
/// <param name="Index">The part, from 0, as the array jobs of Kubernetes and AWS Batch count.</param>
/// <param name="Count">All parts.</param>
public sealed record ShardNumber(int Index, int Count)
{
    /// <summary>The word that takes the part from the array job that the process runs in.</summary>
    private const string Auto = "auto";

    private const int Most = 1_000_000;

    /// <summary>The variables in which array jobs tell each task its number: Slurm, Kubernetes, AWS Batch.</summary>
    private static readonly string[] Variables =
    [
        "SLURM_ARRAY_TASK_ID",
        "JOB_COMPLETION_INDEX",
        "AWS_BATCH_JOB_ARRAY_INDEX",
    ];

    /// <summary>Reads <c>I/N</c>, or <c>auto/N</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variable">Gives an environment variable's value; null where it is not set.</param>
    /// <returns>The part.</returns>
    /// <exception cref="SegmentDataException">The text is neither, the part is out of range, or there is not exactly one
    /// array job to take it from.</exception>
    /// <remarks>N is never taken from the environment: when only the missing tasks of an array are started again, the
    /// array's own count is another.</remarks>
    public static ShardNumber Parse(string text, Func<string, string?> variable)
    {
        if (text.Split('/') is not [var part, var of] || Number(of) is not { } count || count is < 1 or > Most)
        {
            throw new SegmentDataException(
                $"--shard is '{text}'. Give I/N, the part and the number of parts, such as 0/4 to 3/4; or auto/N, which takes "
                    + "the part from Slurm's, Kubernetes' or AWS Batch's array job."
            );
        }

        var index = part == Auto ? FromEnvironment(text, variable) : Number(part);
        return index is { } i && i >= 0 && i < count
            ? new ShardNumber(i, count)
            : throw new SegmentDataException(
                $"--shard is '{text}'{(part == Auto ? $", and the task's number is {index}" : "")}: the parts of {count} are "
                    + $"numbered from 0 to {count - 1}."
            );
    }

    private static int? FromEnvironment(string text, Func<string, string?> variable)
    {
        var found = Variables.Where(name => !string.IsNullOrEmpty(variable(name))).ToList();
        if (found.Count != 1)
        {
            throw new SegmentDataException(
                $"--shard is '{text}', but "
                    + (
                        found.Count == 0
                            ? $"none of {string.Join(", ", Variables)} is set: this is no array job."
                            : $"{string.Join(" and ", found)} are set, and they may differ."
                    )
                    + " Give the part as a number, such as 0/4."
            );
        }

        return Number(variable(found[0])!)
            ?? throw new SegmentDataException($"{found[0]} is '{variable(found[0])}', which is no number from 0 up.");
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Index}/{Count}";
}
