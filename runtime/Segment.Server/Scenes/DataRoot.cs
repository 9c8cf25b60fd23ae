using Segment.PackageFormat;
using Segment.Server.Faults;

namespace Segment.Server.Scenes;

/// <summary>The folder that clients name scenes in. Nothing outside of it is opened: not by <c>..</c>, not by a link, not by one
/// of GDAL's own names for things that are no files.</summary>
internal sealed class DataRoot
{
    private const int LongestName = 1024;
    private const int MostLinks = 40;
    private readonly string root;

    /// <summary>Finds the folder's true path.</summary>
    /// <param name="options">How the server is set up.</param>
    public DataRoot(ServerOptions options) => root = RealPath(Path.GetFullPath(options.DataRoot), 0);

    /// <summary>Finds a scene.</summary>
    /// <param name="name">Its path below the root, such as <c>2026/june.tif</c>.</param>
    /// <returns>The true path of the file.</returns>
    /// <exception cref="ApiException">The name is no such path, or there is no such GeoTIFF (400).</exception>
    public string Find(string name)
    {
        if (!IsPlain(name))
        {
            throw OgcFault.BadParameter(
                "The scene must be the path of a GeoTIFF below the server's data root, such as 2026/june.tif: relative, without '..', "
                    + "':' or control characters."
            );
        }

        var path = Path.Combine(root, name);
        var found = File.Exists(path) ? TryRealPath(path) : null;
        if (
            found is null
            || !found.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || !IsTiff(found)
        )
        {
            throw OgcFault.BadParameter(
                $"There is no scene '{ShownText.Plain(name)}' (.tif or .tiff) below the server's data root. GET /scenes lists those there are."
            );
        }

        return found;
    }

    /// <summary>Lists scenes.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>Their paths below the root, sorted.</returns>
    public IReadOnlyList<string> List(int most)
    {
        var deep = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            MaxRecursionDepth = 8,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        return
        [
            .. Directory
                .EnumerateFiles(root, "*", deep)
                .Where(IsTiff)
                .Take(most)
                .Select(file => Path.GetRelativePath(root, file))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsTiff(string path) => Path.GetExtension(path).ToLowerInvariant() is ".tif" or ".tiff";

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= LongestName
        && !name.Any(c => char.IsControl(c) || c is ':' or '\\' or '<' or '>')
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    private static string? TryRealPath(string path)
    {
        try
        {
            return RealPath(path, 0);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // As realpath(3): every part of the path is looked at, as a link may stand anywhere in it.
    private static string RealPath(string path, int links)
    {
        var real = "/";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            var target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }

            if (links >= MostLinks)
            {
                throw new IOException("Too many links.");
            }

            real = RealPath(Path.GetFullPath(Path.Combine(real, target)), links + 1);
        }

        return real;
    }
}
