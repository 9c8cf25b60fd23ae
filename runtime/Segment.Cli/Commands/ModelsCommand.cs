using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Runtime.Models;

namespace Segment.Cli.Commands;

/// <summary><c>segment models</c>: what lies in the models folders, and what is in a package.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "List, show, verify and convert packages; steer a server's models.")
        {
            ListWords(),
            ShowWords(),
            VerifyWords(),
            ConvertWords(),
        };
        foreach (var word in ServedModelsCommand.Create())
        {
            command.Add(word);
        }

        return command;
    }

    /// <summary>Makes the option that names further models folders.</summary>
    /// <returns>The option; empty without it.</returns>
    public static Option<string[]> FoldersOption() =>
        new("--models")
        {
            Description = "Further folders with packages, searched before models/.",
            HelpName = "DIR",
            DefaultValueFactory = _ => [],
        };

    /// <summary>Gets the folders that packages are looked up in.</summary>
    /// <param name="further">The folders named on the command line.</param>
    /// <returns>Those, then <c>models/</c> here, then the installation's.</returns>
    public static ModelsFolder Folder(string[]? further)
    {
        string[] folders = [.. further ?? [], "models", Path.Combine(Installation.Home, "models")];
        return new ModelsFolder([.. folders.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)]);
    }

    private static Command ListWords()
    {
        var folders = FoldersOption();
        var command = new Command("list", "List the packages that can be named.") { folders };
        command.OnCall(
            (parsed, _) =>
            {
                PackageOutput.PrintList(Folder(parsed.GetValue(folders)));
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Command ShowWords()
    {
        var folders = FoldersOption();
        var name = new Argument<string>("NAME") { Description = "A package's name or path." };
        var command = new Command("show", "Show what is in a package.") { name, folders };
        command.OnCall(
            (parsed, _) =>
            {
                using var package = ModelPackage.Open(
                    Folder(parsed.GetValue(folders)).Resolve(parsed.GetRequiredValue(name))
                );
                PackageOutput.PrintOne(package);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Command VerifyWords()
    {
        var folders = FoldersOption();
        var path = new Argument<string>("PATH") { Description = "A package's path or name." };
        var command = new Command("verify", "Check a package whole, and run its golden window.") { path, folders };
        command.OnCall(
            (parsed, _) =>
            {
                var file = Folder(parsed.GetValue(folders)).Resolve(parsed.GetRequiredValue(path));
                var (definition, variants) = PackageProof.Run(file, ConsoleSession.Notice);
                PackageOutput.PrintVerified(definition, variants.Count > 1);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Command ConvertWords()
    {
        var folders = FoldersOption();
        var name = new Argument<string>("NAME") { Description = "A package's name or path." };
        var to = new Option<string>("--to")
        {
            Description = "The form to write: deepness, a single file for QGIS's Deepness plugin.",
            Required = true,
        };
        var output = OptionKinds.Required("--out", "FILE.onnx", "The file to write.");
        var tileSize = OptionKinds.Number("--tile-size", "Side of the tiles that the plugin will use, in pixels.", 512);
        var command = new Command("convert", "Write a package in the form that another program reads.")
        {
            name,
            to.AcceptOnlyFromAmong("deepness"),
            output,
            tileSize,
            folders,
        };
        command.OnCall(
            (parsed, _) =>
            {
                var path = parsed.GetRequiredValue(output);
                using var package = ModelPackage.Open(
                    Folder(parsed.GetValue(folders)).Resolve(parsed.GetRequiredValue(name))
                );
                WholeFile.Write(path, DeepnessModel.Convert(package, parsed.GetValue(tileSize)));
                ConsoleSession.Print($"Written for Deepness: {PathText.Short(path)}");
                return ExitCode.Success;
            }
        );
        return command;
    }
}
