using Segment.PackageFormat;

namespace Segment.Runtime.Models;

/// <summary>The drop-in folders: packages that lie there are found by name.</summary>
/// <param name="folders">The folders, the first wins where two hold a package of the same name. A folder that does
/// not exist holds no packages.</param>
public sealed class ModelsFolder(IReadOnlyList<string> folders)
{
    /// <summary>The file name extension of packages.</summary>
    public const string Extension = ".dlpk";

    /// <summary>Gets the folders that are searched, in order.</summary>
    public IReadOnlyList<string> Folders { get; } = folders;

    /// <summary>
    /// Lists every package, sorted by name within each folder. Each is read and checked whole (sizes, checksums,
    /// definition, graph), but no graph is loaded into ONNX Runtime.
    /// </summary>
    /// <returns>The packages, sound or not.</returns>
    public IReadOnlyList<PackageListing> List() => [.. Files().Select(Describe)];

    /// <summary>Finds a package by its name in the folders, or by its path.</summary>
    /// <param name="nameOrPath">A name such as <c>olinda-light</c>, or the path of a <c>.dlpk</c> file.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="SegmentDataException">There is no such package; the text names those there are.</exception>
    public string Resolve(string nameOrPath)
    {
        if (LooksLikePath(nameOrPath))
        {
            return ResolvePath(nameOrPath);
        }

        var files = Files();
        return files.FirstOrDefault(file => NameOf(file) == nameOrPath)
            ?? files.FirstOrDefault(file => NameOf(file).Equals(nameOrPath, StringComparison.OrdinalIgnoreCase))
            ?? throw new SegmentDataException(Unknown(nameOrPath, files));
    }

    private static bool LooksLikePath(string text) =>
        text.Contains(Path.DirectorySeparatorChar)
        || text.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
        || File.Exists(text);

    private static string ResolvePath(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFullPath(path);
        }

        throw new SegmentDataException(
            Directory.Exists(path)
                ? $"{path} is a folder, not a package. Give the {Extension} file itself."
                : $"There is no package file {path}. Give the path of a {Extension} file, or the name of a package."
        );
    }

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static PackageListing Describe(string file)
    {
        try
        {
            using var package = ModelPackage.Open(file);
            return new PackageListing(NameOf(file), file, package.Definition, package.Variants, null);
        }
        catch (SegmentDataException e)
        {
            return new PackageListing(NameOf(file), file, null, [], e.Message);
        }
    }

    private string[] Files() =>
        [
            .. Folders
                .Where(Directory.Exists)
                .SelectMany(folder =>
                    Directory
                        .EnumerateFiles(folder)
                        .Where(file => file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
                        .Select(Path.GetFullPath)
                        .Order(StringComparer.Ordinal)
                ),
        ];

    private string Unknown(string name, string[] files)
    {
        var names = files.Select(NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var places = string.Join(", ", Folders.Select(f => Directory.Exists(f) ? f : $"{f} (no such folder)"));
        if (names.Length == 0)
        {
            return $"There is no package named '{name}': the models folders hold none. Searched: {places}. "
                + $"Put a {Extension} file there, or give its path.";
        }

        return $"There is no package named '{name}'. {NearestName.Hint(name, names)} Searched: {places}.";
    }
}
