using Segment.PackageFormat;

namespace Segment.Ledger;

/// <summary>Where the ledger lies.</summary>
public static class LedgerPlace
{
    /// <summary>The usual file name.</summary>
    public const string FileName = "segment-ledger.db";

    /// <summary>The environment variable that names a ledger for all commands.</summary>
    public const string Variable = "SEGMENT_LEDGER";

    /// <summary>The word, in place of a file, that keeps a run out of any ledger.</summary>
    public const string Off = "off";

    /// <summary>Finds the ledger that a run is written to. In this order: <paramref name="asked"/>; the variable <see cref="Variable"/>; a
    /// <see cref="FileName"/> in the folder that holds the result, or in the nearest folder above it; else a new one: in the current
    /// folder where the result lies below it, otherwise in the folder that holds the result.</summary>
    /// <param name="asked">What <c>--ledger</c> says; null without it.</param>
    /// <param name="result">The run folder or the map.</param>
    /// <returns>The full path; null where no ledger is kept.</returns>
    public static string? ForRun(string? asked, string result)
    {
        if (Said(asked) is { } said)
        {
            return said == Off ? null : Path.GetFullPath(said);
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(result));
        var holder = Path.GetDirectoryName(full) ?? full;
        var current = Directory.GetCurrentDirectory();
        return Above(holder)
            ?? Path.Combine(IsBelow(full, current) && !IsEverybodys(current) ? current : holder, FileName);
    }

    /// <summary>Finds the ledger that is looked at: <paramref name="asked"/>, the variable <see cref="Variable"/>, or a <see cref="FileName"/> in the
    /// current folder or the nearest folder above it.</summary>
    /// <param name="asked">What <c>--ledger</c> says; null without it.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="SegmentDataException">There is none.</exception>
    public static string ToRead(string? asked)
    {
        if (Said(asked) is { } said)
        {
            return said == Off
                ? throw new SegmentDataException(
                    $"No ledger is kept: {(asked is null ? Variable : "--ledger")} is '{Off}'. Name one with --ledger FILE."
                )
                : Path.GetFullPath(said);
        }

        var current = Directory.GetCurrentDirectory();
        return Above(current)
            ?? throw new SegmentDataException(
                $"There is no ledger of runs: no {FileName} in {current} or a folder above it. 'segment train' and 'segment classify' begin one; "
                    + $"name one that lies elsewhere with --ledger FILE or the variable {Variable}."
            );
    }

    private static string? Said(string? asked)
    {
        var said = asked ?? Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(said) ? null : said;
    }

    private static string? Above(string folder)
    {
        for (var here = folder; here is not null; here = Path.GetDirectoryName(here))
        {
            var file = Path.Combine(here, FileName);
            if (File.Exists(file) && !IsEverybodys(here))
            {
                return file;
            }
        }

        return null;
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );

    // In the root, and where everybody may write (/tmp), a ledger would gather what has nothing to do with each other, and may be a stranger's.
    private static bool IsEverybodys(string folder) =>
        Path.GetDirectoryName(folder) is null
        || (
            !OperatingSystem.IsWindows()
            && Directory.Exists(folder)
            && File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherWrite)
        );
}
