using System.CommandLine;
using Segment.Cli.Demo;
using Segment.CommandLine;

namespace Segment.Cli.Commands;

/// <summary><c>segment demo</c>: the whole job on the sample scene.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var output = OptionKinds.Name("--out", "The folder to write.", "demo");
        var epochs = OptionKinds.Number("--max-epochs", "The most epochs of the training.", DemoRecipe.MaxEpochs);
        var command = new Command("demo", "Do the whole job on the sample scene: chips, train, classify, assess.")
        {
            output,
            epochs,
        };
        command.OnCall(
            (parsed, session) => new DemoRun(parsed.GetRequiredValue(output), parsed.GetValue(epochs), session).Run()
        );
        return command;
    }
}
