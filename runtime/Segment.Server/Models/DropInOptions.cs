using Segment.Raster;
using Segment.Runtime;

namespace Segment.Server.Models;

/// <summary>How a server watches a folder of packages.</summary>
public sealed record DropInOptions
{
    /// <summary>The greatest share of the canary's pixels that a package may change without a word, unless told otherwise.</summary>
    public const double DefaultCanaryLimit = 0.1;

    /// <summary>The folder of private state in a models folder, unless told otherwise.</summary>
    public const string StateFolderName = ".segment";

    private const long LeastCheckMemory = 256L << 20;
    private const long MostCheckMemory = 4L << 30;

    /// <summary>Gets the folder that packages are dropped into.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the program that checks a package in a process of its own: <c>segment</c>.</summary>
    public required string Program { get; init; }

    /// <summary>Gets the folder of private copies, history and orders; null for <see cref="StateFolderName"/> in the folder.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Gets the raster that old and new package map before a switch; null for none.</summary>
    public string? Canary { get; init; }

    /// <summary>Gets the share of the canary's pixels, 0–1, above which a switch waits for a word.</summary>
    public double CanaryLimit { get; init; } = DefaultCanaryLimit;

    /// <summary>Gets where the networks run.</summary>
    public InferenceDevice Device { get; init; } = InferenceDevice.Auto;

    /// <summary>Gets how long a file must stay as it is before it is taken, and how long a deletion must last.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets how often the folder is looked through, whatever its notifications say.</summary>
    public TimeSpan Rescan { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets how long the check of one package may take.</summary>
    public TimeSpan CheckTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets the memory that the check of one package may take, in bytes.</summary>
    public long CheckMemory { get; init; } =
        Math.Clamp(MachineLimits.Here.MemoryBytes / 2, LeastCheckMemory, MostCheckMemory);

    /// <summary>Gets how many earlier packages of each model are kept to roll back to.</summary>
    public int KeptPackages { get; init; } = 5;

    /// <summary>Gets the full path of the folder of private state.</summary>
    public string State => Path.GetFullPath(StateFolder ?? Path.Combine(Folder, StateFolderName));

    /// <summary>Lists what is wrong, one sentence each.</summary>
    /// <returns>The problems; none where all is well.</returns>
    public IEnumerable<string> Problems()
    {
        if (!Directory.Exists(Folder))
        {
            yield return $"The models folder '{Folder}' does not exist. Make it, or give another one with --models.";
        }

        if (Canary is { } area && !File.Exists(area))
        {
            yield return $"The canary '{area}' does not exist. Give --canary the path of a raster that the models can map.";
        }

        if (CanaryLimit is not (>= 0 and <= 1))
        {
            yield return $"The canary limit is {CanaryLimit}; it is a share of the pixels and must be 0–1.";
        }

        if (CheckMemory < LeastCheckMemory)
        {
            yield return $"The memory for checking a package is {CheckMemory >> 20} MB; it must be {LeastCheckMemory >> 20} MB or more.";
        }

        if (KeptPackages < 1)
        {
            yield return $"The number of earlier packages to keep is {KeptPackages}; it must be 1 or more.";
        }
    }
}
