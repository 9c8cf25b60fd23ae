namespace Segment.Raster.Scenes;

/// <summary>The grid that a map is wanted on, where it is not the scene's own: ArcGIS's environments of these names.</summary>
public sealed record OutputGrid
{
    /// <summary>Gets the side of a pixel, in map units; null keeps the scene's.</summary>
    public double? CellSize { get; init; }

    /// <summary>Gets the part to map: <c>xmin ymin xmax ymax</c> in the scene's map units, or the path of a raster or vector
    /// file whose extent is taken. Pixels that it touches belong to it. Null maps all.</summary>
    public string? Extent { get; init; }

    /// <summary>Gets a raster whose grid the pixels' corners shall lie on; null keeps the scene's corners.</summary>
    public string? SnapRaster { get; init; }

    /// <summary>Gets polygons or a raster outside of which the map is NoData; null maps all.</summary>
    public string? Mask { get; init; }

    /// <summary>Gets whether rows and columns count alone: the scene's place is left out, and the map has none.</summary>
    public bool UsePixelSpace { get; init; }

    /// <summary>Gets whether the scene must be resampled.</summary>
    public bool Resamples => CellSize is not null || SnapRaster is not null;

    /// <summary>Finds what is wrong with the options by themselves.</summary>
    /// <returns>One sentence for each problem; empty where there is none.</returns>
    public IEnumerable<string> Problems()
    {
        if (CellSize is { } size && !(double.IsFinite(size) && size > 0))
        {
            yield return $"The cell size is {size}; it must be a number of map units above 0.";
        }

        if (UsePixelSpace && Resamples)
        {
            yield return "In pixel space there are no map units: leave out the cell size and the snap raster, or the pixel space.";
        }
    }
}
