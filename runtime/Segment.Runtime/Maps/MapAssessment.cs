using Segment.PackageFormat;

namespace Segment.Runtime.Maps;

/// <summary>Compares a map with reference labels, pixel by pixel.</summary>
public static class MapAssessment
{
    /// <summary>Compares a map with reference labels.</summary>
    /// <param name="mapPath">The class map.</param>
    /// <param name="referencePath">Polygons or a classified raster that training never saw.</param>
    /// <param name="layer">The layer of a vector file; null takes its only one.</param>
    /// <param name="classValueField">The field that holds each feature's class; null looks for the usual names.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="SegmentDataException">The map or the reference cannot be read, they do not meet, or the
    /// reference has classes that the map does not.</exception>
    public static MapAssessmentResult Run(
        string mapPath,
        string referencePath,
        string? layer = null,
        string? classValueField = null,
        Action<string>? notice = null,
        CancellationToken token = default
    ) => throw new NotSupportedException();
}
