using System.Text.Json;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Runtime.Models;

namespace Segment.Server.Models.Checking;

/// <summary>
/// Checks a package that a stranger made, in a process of its own: this one. What goes wrong with it ends this process
/// alone.
/// </summary>
public static class PackageCheck
{
    /// <summary>The command of <c>segment</c> that runs it.</summary>
    public const string Word = "check-package";

    /// <summary>Checks a package: zip, JSON, checksums, graphs, golden window; then the canary.</summary>
    /// <param name="options">What to check, and within which limits.</param>
    /// <param name="output">Told the answer, one line of JSON.</param>
    /// <exception cref="SegmentEnvironmentException">The system refuses the limits.</exception>
    public static void Run(PackageCheckOptions options, TextWriter output)
    {
        ProcessLimits.Apply(options.MemoryBytes, options.ProcessorSeconds);
        var answer = Answer(options);
        output.WriteLine(JsonSerializer.Serialize(answer, ModelsJsonContext.Default.PackageCheckAnswer));
    }

    private static PackageCheckAnswer Answer(PackageCheckOptions options)
    {
        try
        {
            _ = PackageProof.Run(options.Path);
            return options is { Canary: { } area, Against: { } before }
                ? CanaryRun.Run(area, before, options.Path)
                : new PackageCheckAnswer(null);
        }
        catch (Exception e) when (e is SegmentDataException or SegmentEnvironmentException or SegmentOutputException)
        {
            return new PackageCheckAnswer(e.Message);
        }
        catch (OutOfMemoryException)
        {
            return new PackageCheckAnswer(
                $"Checking it takes more memory than the {options.MemoryBytes >> 20} MB that are allowed."
            );
        }
    }
}
