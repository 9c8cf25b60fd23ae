namespace Segment.Server.Processes;

/// <summary>The outputs of the process <c>classify</c>.</summary>
internal static class OutputCatalog
{
    /// <summary>The media type of GeoTIFF (OGC 19-008r4, section 6).</summary>
    public const string GeoTiff = "image/tiff; application=geotiff";

    /// <summary>The land-cover map.</summary>
    public static OutputKind Map { get; } =
        new(
            "map",
            "map.tif",
            GeoTiff,
            "Land-cover map",
            "Class values on the scene's grid, with colours and class names; a Cloud-Optimized GeoTIFF."
        );

    /// <summary>How sure each pixel is.</summary>
    public static OutputKind Confidence { get; } =
        new(
            "confidence",
            "map_confidence.tif",
            GeoTiff,
            "Confidence",
            "The probability of the class in the map, in steps of 0.004."
        );

    /// <summary>The map as polygons.</summary>
    public static OutputKind Polygons { get; } =
        new(
            "polygons",
            "map.gpkg",
            "application/geopackage+sqlite3",
            "Polygons",
            "One polygon for each connected area of a class; a GeoPackage."
        );

    /// <summary>How much each class covers.</summary>
    public static OutputKind Areas { get; } =
        new(
            "areas",
            null,
            "application/json",
            "Areas",
            "Pixels and square metres of each class, and the package that made the map."
        );

    /// <summary>Gets all, in the order that they are described in.</summary>
    public static IReadOnlyList<OutputKind> All { get; } = [Map, Confidence, Polygons, Areas];

    /// <summary>Finds an output.</summary>
    /// <param name="id">Its name.</param>
    /// <returns>The output; null where there is none.</returns>
    public static OutputKind? Find(string id) => All.FirstOrDefault(output => output.Id == id);
}
