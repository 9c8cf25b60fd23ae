using System.CommandLine;

namespace Segment.CommandLine;

/// <summary>The option that lets problems of the doctor pass.</summary>
public static class ForceOption
{
    /// <summary>Makes the option.</summary>
    /// <returns>The option; no words without it.</returns>
    public static Option<string[]> Create() =>
        new("--force")
        {
            Description =
                "Go on although this check found a problem; may be given several times ('segment doctor list').",
            HelpName = "CHECK",
            DefaultValueFactory = _ => [],
        };
}
