using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Review.Reviewing;

namespace Segment.Cli.Commands;

/// <summary><c>segment review</c>: one page of one model, or of many side by side.</summary>
internal static class ReviewCommand
{
    private static readonly Argument<string[]> Models = new("RUN|PACKAGE")
    {
        Description =
            "Run folders, packages (a name in models/, or the path of a .dlpk), or folders that hold several of both.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Output = OptionKinds.Name("--out", "The folder to write.", "review");

    private static readonly Option<bool> Open = OptionKinds.Flag("--open", "Open the page in the browser.");

    private static readonly Option<string[]> Folders = ModelsCommand.FoldersOption();

    public static Command Create()
    {
        var command = new Command("review", "Show all of a model, or many side by side, in one page.")
        {
            Models,
            Output,
            Open,
            Folders,
        };
        command.OnCall(
            (parsed, _) =>
            {
                var folder = ModelsCommand.Folder(parsed.GetValue(Folders));
                string[] paths =
                [
                    .. parsed
                        .GetRequiredValue(Models)
                        .Select(p => Directory.Exists(p) || File.Exists(p) ? p : folder.Resolve(p)),
                ];
                var models = ModelReviewer.Read(paths, ConsoleSession.Notice);
                var page = ModelReviewer.Write(models, parsed.GetRequiredValue(Output));
                ReviewOutput.Print(models, page);
                if (parsed.GetValue(Open))
                {
                    PageOpener.Open(page);
                }

                return ExitCode.Success;
            }
        );
        return command;
    }
}
