using System.Diagnostics;
using Segment.PackageFormat;

namespace Segment.Server.Workers;

/// <summary>How a worker process is started: the program itself, with a word that its help does not list.</summary>
/// <param name="program">The path of <c>segment</c>.</param>
internal sealed class WorkerCommand(string program)
{
    /// <summary>Starts a worker.</summary>
    /// <returns>The process; its input, output and errors are pipes.</returns>
    /// <exception cref="SegmentEnvironmentException">The program cannot be started.</exception>
    public Process Start()
    {
        var start = new ProcessStartInfo(program, [WorkerProgram.Word])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // One small program among several: it keeps little, and collects without threads of its own.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["GDAL_DISABLE_READDIR_ON_OPEN"] = "TRUE";
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SegmentEnvironmentException($"A worker process could not be started: {program}: {e.Message}", e);
        }
    }
}
