using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Raster.Scenes;

/// <summary>Tells which pixels of a grid are to be mapped. One thread at a time may use it.</summary>
public sealed class SceneMask : IDisposable
{
    private static readonly int[] FirstBand = [0];

    private readonly GridGeometry grid;
    private readonly List<OgrGeometryHandle> polygons = [];
    private RasterSource? raster;
    private string? warped;
    private bool zeroIsOutside;
    private RasterizeTarget? target;

    private SceneMask(GridGeometry grid) => this.grid = grid;

    /// <summary>Opens a mask.</summary>
    /// <param name="path">Polygons in any vector file: a pixel is inside where one covers its centre. Or a raster: a pixel
    /// is inside where the raster holds data; where it has no NoData value, 0 is outside.</param>
    /// <param name="grid">The grid that is mapped.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <returns>The mask.</returns>
    /// <exception cref="SegmentDataException">The file cannot be read, or holds no polygon.</exception>
    public static SceneMask Open(string path, GridGeometry grid, Action<string>? notice)
    {
        if (!File.Exists(path) && !Directory.Exists(path) && !path.StartsWith("/vsi", StringComparison.Ordinal))
        {
            throw new SegmentDataException(
                $"There is no file '{path}'. Give the path of the mask: polygons such as a GeoPackage, or a raster."
            );
        }

        var mask = new SceneMask(grid);
        try
        {
            using var vector = OgrFile.TryOpen(path, out _);
            if (vector is { Layers.Count: > 0 })
            {
                mask.ReadPolygons(vector, path, notice);
            }
            else
            {
                mask.OpenRaster(path, notice);
            }

            return mask;
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    /// <summary>Reads a window.</summary>
    /// <param name="window">Rows and columns, inside the grid.</param>
    /// <param name="inside">Filled with one byte a pixel: 1 inside the mask, 0 outside. Exactly that long.</param>
    public void Read(PixelWindow window, Span<byte> inside)
    {
        if (raster is not null)
        {
            var values = new float[window.Area];
            raster.Read(window, FirstBand, values);
            for (var i = 0; i < values.Length; i++)
            {
                inside[i] = float.IsNaN(values[i]) || (zeroIsOutside && values[i] == 0) ? (byte)0 : (byte)1;
            }

            return;
        }

        if (target?.Height != window.Height || target.Width != window.Width)
        {
            target?.Dispose();
            target = new RasterizeTarget(window.Height, window.Width);
        }

        var ones = new double[polygons.Count];
        Array.Fill(ones, 1);
        var mapping = new PixelMapping(grid.Transform ?? GeoTransform.PixelSpace, window.Row, window.Column);
        target.Burn(polygons, ones, 0, mapping, inside);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        target?.Dispose();
        raster?.Dispose();
        polygons.ForEach(polygon => polygon.Dispose());
        if (warped is not null)
        {
            _ = GdalApi.VSIUnlink(warped);
        }
    }

    private void ReadPolygons(OgrFile vector, string path, Action<string>? notice)
    {
        foreach (var layer in vector.Layers.Where(layer => layer.HasGeometries))
        {
            using var reference = SceneReference.Find(layer, path, grid, notice, "mask polygons");
            foreach (var feature in layer.ReadFeatures())
            {
                var geometry = OgrApi.OGR_F_StealGeometry(feature);
                polygons.Add(geometry);
                if (geometry.IsInvalid || OgrApi.OGR_G_Area(geometry) <= 0 || !reference.Apply(geometry))
                {
                    polygons.RemoveAt(polygons.Count - 1);
                    geometry.Dispose();
                }
            }
        }

        if (polygons.Count == 0)
        {
            throw new SegmentDataException(
                $"'{path}' holds no polygon, so the mask would leave nothing to map. Draw the area to map."
            );
        }
    }

    private void OpenRaster(string path, Action<string>? notice)
    {
        using (var own = RasterSource.Open(path))
        {
            zeroIsOutside = !own.HasNoData;
            var sameGrid =
                own.Grid.Transform is not null && grid.Transform is not null && SceneGrid.Same(own.Grid, grid);
            var bare = own.Grid.Transform is null && (own.Height, own.Width) == (grid.Height, grid.Width);
            if (!bare && !(sameGrid && CrsComparison.Same(own.Grid.CrsWkt, grid.CrsWkt)))
            {
                warped = $"/vsimem/mask-{Guid.NewGuid():N}.vrt";
            }
        }

        if (warped is not null)
        {
            if (grid.Transform is not { RowRotation: 0, ColumnRotation: 0, PixelHeight: < 0 })
            {
                throw new SegmentDataException(
                    $"The mask '{path}' is a raster on another grid than the scene, which is rotated or has no place. Give a mask on the scene's grid, or polygons."
                );
            }

            VirtualWarp.Write(warped, path, grid, "near");
        }

        raster = RasterSource.Open(warped ?? path);
        if (zeroIsOutside)
        {
            notice?.Invoke("The mask has no NoData value: its pixels of value 0 lie outside.");
        }
    }
}
