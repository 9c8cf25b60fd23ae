namespace Segment.CommandLine;

/// <summary>What a command's exit status means. Stable; documented in docs/commands.md.</summary>
public enum ExitCode
{
    /// <summary>The command did what was asked.</summary>
    Success = 0,

    /// <summary>A defect of this software; the message asks for a report.</summary>
    Defect = 1,

    /// <summary>The command line is wrong: an unknown word, a missing or impossible option.</summary>
    Usage = 2,

    /// <summary>An input (raster, labels, chips, package) is not usable.</summary>
    BadData = 3,

    /// <summary>The machine lacks something: a library, a device, memory.</summary>
    Environment = 4,

    /// <summary>A result could not be written.</summary>
    Output = 5,

    /// <summary>The same command may succeed later (EX_TEMPFAIL of sysexits.h): it was stopped by SIGTERM, or an input cannot
    /// be reached now. All other failures need something to be mended first.</summary>
    TryAgain = 75,

    /// <summary>Stopped by the user (128 + SIGINT).</summary>
    Interrupted = 130,
}
