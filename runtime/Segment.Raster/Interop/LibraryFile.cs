using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>Knows under which file names GDAL's library may lie.</summary>
internal static class LibraryFile
{
    // Debian's libgdal.so.32 is GDAL 3.6; each minor release adds one. Older numbers are tried last, so that the
    // message about an old version can name it.
    private const int NewestNumber = 60;
    private const int OldestNumber = 26;

    /// <summary>Loads the first library that can be loaded.</summary>
    /// <returns>The library, or 0 where there is none.</returns>
    public static nint Load()
    {
        foreach (var candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out var library))
            {
                return library;
            }
        }

        return 0;
    }

    private static IEnumerable<string> Candidates()
    {
#if GDAL_MAXREV
        foreach (var file in FilesBesideApplication())
        {
            yield return file;
        }
#endif
        if (OperatingSystem.IsWindows())
        {
            yield return "gdal.dll";
        }
        else if (OperatingSystem.IsMacOS())
        {
            yield return "libgdal.dylib";
        }
        else
        {
            for (var number = NewestNumber; number >= OldestNumber; number--)
            {
                yield return $"libgdal.so.{number}";
            }

            yield return "libgdal.so";
        }
    }
#if GDAL_MAXREV

    private static IEnumerable<string> FilesBesideApplication() =>
        new[]
        {
            Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            AppContext.BaseDirectory,
        }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*gdal*"))
            .Where(file =>
                Path.GetFileName(file) is var name
                && (
                    name.StartsWith("libgdal", StringComparison.Ordinal)
                    || name.StartsWith("gdal", StringComparison.Ordinal)
                )
                && !name.Contains("wrap", StringComparison.Ordinal)
            );
#endif
}
