using System.CommandLine;
using Segment.CommandLine;
using Segment.Server.Models.Checking;

namespace Segment.Cli.Commands;

/// <summary><c>segment check-package</c>: the process of its own in which a server checks a package. Not for people.</summary>
internal static class CheckPackageCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "The package." };
        var memory = new Option<long>("--memory") { Description = "Memory to write to, in bytes.", Required = true };
        var seconds = new Option<long>("--seconds") { Description = "Processor time.", Required = true };
        var canary = OptionKinds.Text("--canary", "AREA.tif", "A raster that both packages map.");
        var against = OptionKinds.Text("--against", "PATH", "The package that serves.");
        var command = new Command(PackageCheck.Word, "Check a package within limits, and answer in JSON.")
        {
            path,
            memory,
            seconds,
            canary,
            against,
        };
        command.Hidden = true;
        command.OnCall(
            (parsed, _) =>
            {
                PackageCheck.Run(
                    new PackageCheckOptions(
                        parsed.GetRequiredValue(path),
                        parsed.GetRequiredValue(memory),
                        parsed.GetRequiredValue(seconds),
                        parsed.GetValue(canary),
                        parsed.GetValue(against)
                    ),
                    Console.Out
                );
                return ExitCode.Success;
            }
        );
        return command;
    }
}
