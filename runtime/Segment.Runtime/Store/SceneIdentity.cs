using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Segment.Raster;

namespace Segment.Runtime.Store;

/// <summary>Tells one scene from another, and from itself after a change, without reading all of it.</summary>
internal static class SceneIdentity
{
    /// <summary>What the name of a file's text begins with; its whole path follows.</summary>
    public const string FilePrefix = "the file ";

    /// <summary>Places of a file that are looked at, evenly spread from its first byte to its last.</summary>
    private const int Samples = 16;

    private const int SampleBytes = 16 << 10;

    /// <summary>The files whose content is looked at; of those beyond, only size and time count.</summary>
    private const int SampledFiles = 64;

    /// <summary>Describes a scene: its path and grid, and each file's size, time of the last change, and content.</summary>
    /// <param name="scene">The scene.</param>
    /// <returns>Texts by name, for <see cref="StorePlan.Key"/>. What GDAL alone can reach (<c>/vsi…</c>) has no file.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Of(RasterSource scene)
    {
        var identity = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["the scene"] = Whole(scene.Path),
            ["the scene's grid"] = Describe(scene.Grid),
        };
        foreach (var (i, file) in scene.Files.Where(File.Exists).Index())
        {
            identity[FilePrefix + Whole(file)] = Describe(file, i < SampledFiles);
        }

        return identity;
    }

    /// <summary>Describes one file: its path, size, time of the last change, and content.</summary>
    /// <param name="path">The file; what GDAL alone can reach is told by its path.</param>
    /// <returns>A text for <see cref="StorePlan.Key"/>.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string OfFile(string path) =>
        File.Exists(path) ? $"{Whole(path)}, {Describe(path, withContent: true)}" : Whole(path);

    private static string Describe(string file, bool withContent)
    {
        var info = new FileInfo(file);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{info.Length} bytes, changed {info.LastWriteTimeUtc:O}{(withContent ? $", content {Content(file)}" : "")}"
        );
    }

    /// <summary>Gives a scene's whole path.</summary>
    /// <param name="path">As it was given.</param>
    /// <returns>The path; GDAL's own (<c>/vsi…</c>) as they are.</returns>
    public static string Whole(string path) =>
        path.StartsWith("/vsi", StringComparison.Ordinal) ? path : Path.GetFullPath(path);

    private static string Describe(GridGeometry grid) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{grid.Height} x {grid.Width} px, {(grid.Transform is { } t ? $"{t}" : "no place")}, "
        )
        + (
            grid.CrsWkt.Length == 0
                ? "no reference system"
                : $"reference system {Short(SHA256.HashData(Encoding.UTF8.GetBytes(grid.CrsWkt)))}"
        );

    private static string Content(string path)
    {
        using var handle = File.OpenHandle(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (length, part) = (RandomAccess.GetLength(handle), new byte[SampleBytes]);
        for (var i = 0; i < Samples; i++)
        {
            var offset = Math.Max(0, length - SampleBytes) * i / (Samples - 1);
            hash.AppendData(part, 0, RandomAccess.Read(handle, part, offset));
        }

        return Short(hash.GetHashAndReset());
    }

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 8));
}
