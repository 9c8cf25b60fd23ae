namespace Segment.Cli;

/// <summary>Where this installation's own files lie.</summary>
internal static class Installation
{
    /// <summary>Gets the folder with <c>models/</c> and <c>samples/</c>: SEGMENT_HOME, else the program's folder.</summary>
    public static string Home => Environment.GetEnvironmentVariable("SEGMENT_HOME") ?? AppContext.BaseDirectory;
}
