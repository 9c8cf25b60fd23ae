using System.Text;
using System.Xml;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>
/// Looks at a virtual raster (VRT) before GDAL does. It is a text that names other files, and GDAL opens whatever it names:
/// services of the network, memory, any file as if it were samples.
/// </summary>
/// <remarks>Sources: <see href="https://gdal.org/en/stable/user/security.html"/> and
/// <see href="https://gdal.org/en/stable/drivers/raster/vrt.html"/>. Allowed is what <c>gdalbuildvrt</c> and
/// <c>gdal_translate</c> write: rasters in files.</remarks>
internal static class VirtualRaster
{
    private const string Ending = ".vrt";
    private const string Root = "VRTDataset";

    /// <summary>GDAL takes a file for a virtual raster by the root's name in its first bytes.</summary>
    private const int HeadBytes = 1024;

    /// <summary>A mosaic of 50,000 scenes takes some 30 MB.</summary>
    private const long MaxBytes = 256L << 20;

    /// <summary>Virtual rasters of virtual rasters: more are no mosaic but a trap.</summary>
    private const int MaxDepth = 8;

    /// <summary>Elements whose text is a source; of GDAL's own that GDAL writes itself.</summary>
    private static readonly string[] Sources = ["SourceFilename", "SourceDataset"];

    /// <summary>Refuses a virtual raster that is more than rasters in files.</summary>
    /// <param name="path">A local file, of whatever format.</param>
    /// <exception cref="SegmentDataException">It is a virtual raster that is not allowed.</exception>
    public static void Check(string path) => Check(path, path, 0);

    private static void Check(string path, string scene, int depth)
    {
        if (!IsVirtual(path))
        {
            return;
        }

        if (!path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(
                scene,
                $"'{path}' is a virtual raster (VRT) under another name. It is a list of other files; if you trust it, rename it to "
                    + $"'{Path.ChangeExtension(path, Ending)}'"
            );
        }

        if (depth > MaxDepth || new FileInfo(path).Length > MaxBytes)
        {
            throw Refused(
                scene,
                $"'{path}' is nested more than {MaxDepth} deep or larger than {MaxBytes >> 20} MiB. Make one file of it: "
                    + "gdal_translate scene.vrt scene.tif"
            );
        }

        foreach (var source in Listed(path, scene).Distinct(StringComparer.Ordinal))
        {
            Check(source, scene, depth + 1);
        }
    }

    private static bool IsVirtual(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var head = new byte[HeadBytes];
            var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return head.AsSpan(0, length).IndexOf("<VRTDataset"u8) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // GDAL says the same, in the words of every other format.
            return false;
        }
    }

    private static List<string> Listed(string path, string scene)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxBytes,
        };
        var sources = new List<string>();
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    Look(reader, path, scene, sources);
                }
            }
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or IOException)
        {
            throw Refused(scene, $"'{path}' is no sound virtual raster: {e.Message.TrimEnd('.')}");
        }

        return sources;
    }

    private static void Look(XmlReader reader, string path, string scene, List<string> sources)
    {
        var kind = reader.GetAttribute("subClass");
        if (reader.Name == Root && kind is not (null or "VRTWarpedDataset" or "VRTPansharpenedDataset"))
        {
            throw Refused(scene, $"'{path}' is a {kind}. Make one file of it: gdal_translate scene.vrt scene.tif");
        }

        if (
            kind is "VRTRawRasterBand" or "VRTDerivedRasterBand"
            || reader.Name is "PixelFunctionCode" or "PixelFunctionType"
        )
        {
            throw Refused(
                scene,
                $"'{path}' computes its samples or reads raw bytes ({kind ?? reader.Name}), and so can show any file as a raster. If "
                    + "you trust it, make one file of it: gdal_translate scene.vrt scene.tif"
            );
        }

        if (Sources.Contains(reader.Name, StringComparer.Ordinal))
        {
            var relative = reader.GetAttribute("relativeToVRT") == "1";
            sources.Add(Place(reader.ReadString().Trim(), relative, path, scene));
        }
    }

    private static string Place(string source, bool relative, string path, string scene)
    {
        if (source.Length == 0 || source.Any(c => char.IsControl(c) || c is '<' or '>') || source.Contains(':'))
        {
            throw Refused(
                scene,
                $"'{path}' names the source '{new string([.. source.Take(80).Select(c => char.IsControl(c) ? '?' : c)])}', which is no "
                    + "file. Services, databases and drivers' own names are not opened; give rasters in files"
            );
        }

        if (source.StartsWith("/vsi", StringComparison.Ordinal))
        {
            throw Refused(
                scene,
                $"'{path}' names the source '{source}', which GDAL would fetch by itself. Give that path as the scene, or make one file of "
                    + "it: gdal_translate scene.vrt scene.tif"
            );
        }

        // What is not marked as relative is looked up from where the program runs.
        return Path.GetFullPath(
            source,
            relative ? Path.GetDirectoryName(Path.GetFullPath(path))! : Environment.CurrentDirectory
        );
    }

    private static SegmentDataException Refused(string scene, string why) =>
        new($"The raster '{scene}' is not opened: {why}.");
}
