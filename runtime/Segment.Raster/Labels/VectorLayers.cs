using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Chooses the layer that holds the labels.</summary>
internal static class VectorLayers
{
    /// <summary>Finds the layer that is named, or the only one that has geometries.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="name">The layer's name, or null.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="SegmentDataException">No such layer, or several to choose from.</exception>
    public static OgrLayer Choose(OgrFile file, string path, string? name)
    {
        var drawn = file.Layers.Where(l => l.HasGeometries).ToArray();
        var names = drawn.Select(l => l.Name).ToArray();
        if (name is not null)
        {
            return drawn.FirstOrDefault(l => string.Equals(l.Name, name, StringComparison.Ordinal))
                ?? drawn.FirstOrDefault(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new SegmentDataException(
                    $"'{path}' has no layer '{name}' with geometries. {NearestName.Hint(name, names)}"
                );
        }

        return drawn switch
        {
            [var only] => only,
            [] => throw new SegmentDataException(
                $"'{path}' has no layer with geometries. Give a file of polygons with a class field."
            ),
            _ => throw new SegmentDataException(
                $"'{path}' has {drawn.Length} layers; choose one with --layer: {string.Join(", ", names)}."
            ),
        };
    }
}
