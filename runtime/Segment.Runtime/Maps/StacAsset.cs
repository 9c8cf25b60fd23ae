using Segment.Raster.Maps;

namespace Segment.Runtime.Maps;

/// <summary>A file that a STAC item lists.</summary>
/// <param name="Key">Its key in the item, such as <c>map</c>.</param>
/// <param name="Path">The file.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Role">Its role, such as <c>data</c>.</param>
/// <param name="Layers">The layers of a raster, one a band; empty for other files.</param>
internal sealed record StacAsset(
    string Key,
    string Path,
    string Title,
    string MediaType,
    string Role,
    IReadOnlyList<MapLayer> Layers
)
{
    /// <summary>The media type of a Cloud-Optimized GeoTIFF.</summary>
    public const string Cog = "image/tiff; application=geotiff; profile=cloud-optimized";

    /// <summary>The media type of a GeoPackage.</summary>
    public const string GeoPackage = "application/geopackage+sqlite3";
}
