using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.Runtime.Store;

/// <summary>What the finished files say beside the pixels: enough to write them without the package and the scene.</summary>
public sealed record MapDescription
{
    /// <summary>Gets the scene's path, for messages.</summary>
    public required string Scene { get; init; }

    /// <summary>Gets the package's name, for messages.</summary>
    public required string Package { get; init; }

    /// <summary>Gets the names of the bands that the network reads, for messages.</summary>
    public required IReadOnlyList<string> Bands { get; init; }

    /// <summary>Gets the map's grid.</summary>
    public required GridGeometry Grid { get; init; }

    /// <summary>Gets the classes; the position is the class index.</summary>
    public required IReadOnlyList<LandCoverClass> Classes { get; init; }

    /// <summary>Gets the number for pixels that are not sure enough; null makes them NoData.</summary>
    public int? AbstainValue { get; init; }

    /// <summary>Gets the text items stored in the map.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
