using System.Globalization;
using System.Text;
using Segment.Raster;

namespace Segment.Benchmarks;

/// <summary>A temporary folder with scenes and packages to measure on; gone at the end.</summary>
public sealed class BenchmarkFolder : IDisposable
{
    /// <summary>Side of the scene of about the size of Belize at 100 m: 5.4 Mpx.</summary>
    public const int BelizeSide = 2324;

    private readonly string folder = Directory.CreateTempSubdirectory("segment-bench-").FullName;

    /// <summary>Gets a path in the folder.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>Its path.</returns>
    public string File(string name) => Path.Combine(folder, name);

    /// <summary>Makes a scene of real samples: the sample scene, repeated as a virtual raster.</summary>
    /// <param name="side">Rows and columns, in pixels.</param>
    /// <returns>The scene's path.</returns>
    public string Scene(int side) => Scene(side, side);

    /// <summary>Makes a scene of real samples: the sample scene, repeated as a virtual raster.</summary>
    /// <param name="height">Rows, in pixels.</param>
    /// <param name="width">Columns, in pixels.</param>
    /// <returns>The scene's path.</returns>
    public string Scene(int height, int width)
    {
        var path = File($"scene-{height}-{width}.vrt");
        if (!System.IO.File.Exists(path))
        {
            using var sample = RasterSource.Open(SamplePath);
            System.IO.File.WriteAllText(path, Repeat(sample, height, width));
        }

        return path;
    }

    /// <summary>Makes a scene of real samples in a deflated GeoTIFF of 512 × 512 blocks, as a Cloud-Optimized one has.</summary>
    /// <param name="side">Rows and columns, in pixels.</param>
    /// <returns>The scene's path.</returns>
    public string Tiled(int side) => Copy($"tiled-{side}.tif", side, 512, 512);

    /// <summary>Makes a scene of real samples in a deflated GeoTIFF of strips.</summary>
    /// <param name="side">Rows and columns, in pixels.</param>
    /// <returns>The scene's path.</returns>
    public string Striped(int side) => Copy($"striped-{side}.tif", side, side, 4);

    /// <summary>Makes a scene that holds data in one corner only.</summary>
    /// <param name="width">Columns, in pixels.</param>
    /// <param name="height">Rows, in pixels.</param>
    /// <returns>The scene's path.</returns>
    public string Sparse(int width, int height)
    {
        var path = File($"sparse-{width}-{height}.vrt");
        var text = System.IO.File.ReadAllText(Scene(300));
        System.IO.File.WriteAllText(
            path,
            text.Replace(
                    "rasterXSize=\"300\" rasterYSize=\"300\"",
                    $"rasterXSize=\"{width}\" rasterYSize=\"{height}\"",
                    StringComparison.Ordinal
                )
                .Replace("<SimpleSource>", "<NoDataValue>0</NoDataValue><SimpleSource>", StringComparison.Ordinal)
        );
        return path;
    }

    private string Copy(string name, int side, int blockWidth, int blockHeight)
    {
        var path = File(name);
        if (!System.IO.File.Exists(path))
        {
            BenchmarkTiff.Copy(Scene(side), path, blockWidth, blockHeight);
        }

        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string SamplePath
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!System.IO.File.Exists(Path.Combine(root.FullName, "Segment.sln")))
            {
                root = root.Parent ?? throw new InvalidOperationException("The bench runs in a checkout only.");
            }

            return Path.Combine(root.FullName, "samples", "olinda", "L7_ETMs.tif");
        }
    }

    private static string Repeat(RasterSource sample, int height, int width)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<VRTDataset rasterXSize=\"{width}\" rasterYSize=\"{height}\">");
        for (var band = 1; band <= sample.Bands.Count; band++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<VRTRasterBand dataType=\"Byte\" band=\"{band}\">");
            for (var y = 0; y < height; y += sample.Height)
            {
                for (var x = 0; x < width; x += sample.Width)
                {
                    var (w, h) = (Math.Min(sample.Width, width - x), Math.Min(sample.Height, height - y));
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"<SimpleSource><SourceFilename>{sample.Path}</SourceFilename><SourceBand>{band}</SourceBand><SourceProperties RasterXSize=\"{sample.Width}\" RasterYSize=\"{sample.Height}\" DataType=\"Byte\"/><SrcRect xOff=\"0\" yOff=\"0\" xSize=\"{w}\" ySize=\"{h}\"/><DstRect xOff=\"{x}\" yOff=\"{y}\" xSize=\"{w}\" ySize=\"{h}\"/></SimpleSource>"
                    );
                }
            }

            text.Append("</VRTRasterBand>");
        }

        return text.Append("</VRTDataset>").ToString();
    }
}
