using System.Security.Cryptography;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Models;

namespace Segment.Runtime.Assessment;

/// <summary>Finds out which pixels the model of a map was trained on.</summary>
internal static class TrainingSearch
{
    private const string PackageKey = "SEGMENT_PACKAGE";
    private const string HashKey = "SEGMENT_PACKAGE_SHA256";

    /// <summary>Looks for the pixels: in labels that are named, in the package that is named, or in the package that the map
    /// names, which is looked for beside the map and in the models folders.</summary>
    /// <param name="options">Where to look.</param>
    /// <param name="map">The map.</param>
    /// <param name="note">Told why nothing is known.</param>
    /// <returns>The pixels; null where they are not known.</returns>
    /// <exception cref="SegmentDataException">What is named cannot be read, or did not make the map.</exception>
    public static TrainedPixels? Find(AssessmentOptions options, ClassMap map, Action<string> note)
    {
        if (options.TrainingLabels is { } labels)
        {
            return TrainedPixels.Of(labels, map.Grid);
        }

        var hash = map.Metadata(HashKey);
        var path = options.ModelPath is { } named
            ? Named(named, options.Models, hash, map.Path)
            : Search(options, map, hash);
        if (path is null)
        {
            note(
                hash is null
                    ? "The map does not say which package made it, so it is not known whether the reference was used in training; "
                        + "--training-labels can say."
                    : $"The package '{map.Metadata(PackageKey)}' that made the map is not found, so it is not known whether the reference "
                        + "was used in training; --model or --training-labels can say."
            );
            return null;
        }

        return OfPackage(path, map, note);
    }

    private static TrainedPixels? OfPackage(string path, ClassMap map, Action<string> note)
    {
        var contents = ModelPackage.ReadContents(path);
        var name = $"the package '{contents.Definition.Name}'";
        var area = contents.ExtraFiles.TryGetValue(TrainingSplit.FileName, out var split)
            ? TrainingSplit.FromJson(split, $"{path}/{TrainingSplit.FileName}").Area
            : null;
        if (area is null)
        {
            note(
                $"Nothing in {name} says which pixels it was trained on, so it is not known whether the reference was used in training; "
                    + "--training-labels can say."
            );
            return null;
        }

        if (!CrsComparison.Same(area.CrsWkt, map.Grid.CrsWkt))
        {
            note(
                $"The training pixels of {name} have another reference system than the map, so it is not known whether the reference "
                    + "was used in training; --training-labels can say."
            );
            return null;
        }

        return TrainedPixels.Of(area, name, map.Grid);
    }

    private static string Named(string named, ModelsFolder? models, string? hash, string mapPath)
    {
        var path = (models ?? new ModelsFolder([])).Resolve(named);
        return hash is null || Hash(path) == hash
            ? path
            : throw new SegmentDataException(
                $"'{mapPath}' was not made by the package {path}: its contents differ from the one that the map names. Give the "
                    + "package that made the map, or leave --model out."
            );
    }

    private static string? Search(AssessmentOptions options, ClassMap map, string? hash)
    {
        if (hash is null || map.Metadata(PackageKey) is not { } name)
        {
            return null;
        }

        var beside = Path.GetDirectoryName(Path.GetFullPath(map.Path))!;
        string[] folders = [beside, .. Folders(beside), .. options.Models?.Folders ?? []];
        return folders
            .Where(Directory.Exists)
            .SelectMany(folder => Packages(folder, name))
            .FirstOrDefault(file => Hash(file) == hash);
    }

    // A package's file may have been given another name than the package.
    private static IEnumerable<string> Packages(string folder, string name) =>
        Listed(() => Directory.EnumerateFiles(folder, "*" + ModelsFolder.Extension))
            .OrderBy(file => Path.GetFileNameWithoutExtension(file) == name ? 0 : 1)
            .ThenBy(file => file, StringComparer.Ordinal);

    private static IEnumerable<string> Folders(string folder) =>
        Listed(() => Directory.EnumerateDirectories(folder)).Order(StringComparer.Ordinal);

    private static string[] Listed(Func<IEnumerable<string>> list)
    {
        try
        {
            return [.. list()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Hash(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
