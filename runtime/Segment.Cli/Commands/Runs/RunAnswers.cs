using System.Globalization;
using Segment.Ledger;
using Segment.PackageFormat;

namespace Segment.Cli.Commands.Runs;

/// <summary>Answers on a command line: <c>2=yes</c>, or <c>"Belize City=somewhat"</c>.</summary>
internal static class RunAnswers
{
    /// <summary>Reads answers.</summary>
    /// <param name="words">The words.</param>
    /// <param name="questions">The ledger's questions.</param>
    /// <returns>Answers by question; an empty one takes the answer back.</returns>
    /// <exception cref="SegmentDataException">A question or its answer is not known.</exception>
    public static IReadOnlyDictionary<Question, string> Read(
        IEnumerable<string> words,
        IReadOnlyList<Question> questions
    )
    {
        var answers = new Dictionary<Question, string>();
        foreach (var word in words)
        {
            var at = word.LastIndexOf('=');
            if (at < 1)
            {
                throw new SegmentDataException($"--answer '{word}' is no answer: give QUESTION=ANSWER, such as 1=yes.");
            }

            var question = Find(word[..at].Trim(), questions);
            var answer = word[(at + 1)..].Trim();
            if (answer.Length > 0 && question.Answers.Count > 0 && !question.Answers.Contains(answer))
            {
                throw new SegmentDataException(
                    $"'{answer}' is no answer to '{question.Text}': give {string.Join(", ", question.Answers)}."
                );
            }

            answers[question] = answer;
        }

        return answers;
    }

    /// <summary>Finds a question.</summary>
    /// <param name="text">Its number, or some of its words.</param>
    /// <param name="questions">The ledger's questions.</param>
    /// <returns>The question.</returns>
    /// <exception cref="SegmentDataException">None, or several, are meant.</exception>
    public static Question Find(string text, IReadOnlyList<Question> questions)
    {
        if (questions.Count == 0)
        {
            throw new SegmentDataException(
                "The ledger has no questions yet. Add one: segment runs question add \"Is the city well defined?\""
            );
        }

        var found = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? questions.Where(question => question.Number == number).ToList()
            : questions.Where(question => question.Text.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1
            ? found[0]
            : throw new SegmentDataException(
                $"{(found.Count == 0 ? "No question is" : $"{found.Count} questions are")} meant by '{text}'. The questions: "
                    + string.Join("; ", questions.Select(question => $"{question.Number} {question.Text}"))
            );
    }
}
