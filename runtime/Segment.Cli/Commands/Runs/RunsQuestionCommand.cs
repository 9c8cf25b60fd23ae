using System.CommandLine;
using Segment.CommandLine;
using Segment.Ledger;
using Segment.PackageFormat;

namespace Segment.Cli.Commands.Runs;

/// <summary><c>segment runs question</c>: questions of one's own, a column each.</summary>
internal static class RunsQuestionCommand
{
    public static Command Create() =>
        new("question", "Questions of your own about every map: each becomes a column of the ledger.")
        {
            Add(),
            List(),
            Remove(),
        };

    private static Command Add()
    {
        var text = new Argument<string>("TEXT")
        {
            Description = "The question, such as \"Is Belize City well defined?\"",
        };
        var answers = OptionKinds.Text(
            "--answers",
            "A,B,…",
            $"The answers that it takes; 'any' for any words. [default: {string.Join(",", Question.UsualAnswers)}]"
        );
        var command = new Command("add", "Add a question.") { text, answers };
        command.OnCall(
            (parsed, _) =>
            {
                var question = parsed.GetRequiredValue(text).Trim();
                if (question.Length == 0)
                {
                    throw new SegmentDataException("The question is empty: give it as one word in quotes.");
                }

                var taken = parsed.GetValue(answers) switch
                {
                    null => Question.UsualAnswers,
                    "any" => [],
                    var list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                };
                var number = RunsCommand.Ledger(parsed).Ask(question, taken);
                ConsoleSession.Print(
                    $"Question {number} is added. Answer it: segment runs note N --answer {number}={taken.FirstOrDefault("…")}"
                );
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the questions.");
        command.OnCall(
            (parsed, _) =>
            {
                foreach (var question in RunsCommand.Ledger(parsed).Questions())
                {
                    var answers = question.Answers.Count > 0 ? string.Join(", ", question.Answers) : "any words";
                    ConsoleSession.Print($"{question.Number}  {question.Text}  ({answers})");
                }

                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Command Remove()
    {
        var number = new Argument<string>("QUESTION") { Description = "Its number, or some of its words." };
        var command = new Command("remove", "Remove a question and its answers.") { number };
        command.OnCall(
            (parsed, _) =>
            {
                var ledger = RunsCommand.Ledger(parsed);
                var question = RunAnswers.Find(parsed.GetRequiredValue(number), ledger.Questions());
                var answers = ledger.RemoveQuestion(question.Number);
                ConsoleSession.Print($"Removed question {question.Number}, '{question.Text}', and {answers} answers.");
                return ExitCode.Success;
            }
        );
        return command;
    }
}
