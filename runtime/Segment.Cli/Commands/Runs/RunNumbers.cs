using System.CommandLine;
using System.Globalization;
using Segment.Ledger;
using Segment.PackageFormat;

namespace Segment.Cli.Commands.Runs;

/// <summary>Numbers of runs on a command line: <c>12</c>, <c>12 15</c>, <c>12-20</c>.</summary>
internal static class RunNumbers
{
    /// <summary>Makes the argument.</summary>
    /// <param name="least">The fewest numbers.</param>
    /// <param name="description">What they mean.</param>
    /// <returns>The argument.</returns>
    public static Argument<string[]> Argument(int least, string description) =>
        new("N") { Description = description, Arity = new ArgumentArity(least, 10_000) };

    /// <summary>Reads the numbers.</summary>
    /// <param name="words">The words.</param>
    /// <returns>The numbers, each once, in the order given.</returns>
    /// <exception cref="SegmentDataException">A word is no number and no range.</exception>
    public static IReadOnlyList<long> Read(IEnumerable<string> words) =>
        [
            .. words
                .SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries))
                .SelectMany(Range)
                .Distinct(),
        ];

    /// <summary>Finds runs by their numbers.</summary>
    /// <param name="words">The words.</param>
    /// <param name="runs">All runs.</param>
    /// <returns>The runs, in the order given.</returns>
    /// <exception cref="SegmentDataException">There is no such run.</exception>
    public static IReadOnlyList<Run> Find(IEnumerable<string> words, IReadOnlyList<Run> runs) =>
        [
            .. Read(words)
                .Select(number =>
                    runs.FirstOrDefault(run => run.Number == number)
                    ?? throw new SegmentDataException(
                        $"There is no run {number}; "
                            + (
                                runs.Count == 0
                                    ? "the ledger is empty."
                                    : $"the ledger has runs {runs[0].Number} to {runs[^1].Number}."
                            )
                    )
                ),
        ];

    private static IEnumerable<long> Range(string word)
    {
        const int most = 10_000;
        var ends = word.Split('-');
        if (
            ends.Length <= 2
            && long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last
            && last - first < most
        )
        {
            return Enumerable.Range(0, (int)(last - first) + 1).Select(i => first + i);
        }

        throw new SegmentDataException($"'{word}' is no run's number: give numbers or ranges, such as 12 or 12-20.");
    }
}
