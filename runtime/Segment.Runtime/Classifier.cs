using Segment.PackageFormat;

namespace Segment.Runtime;

/// <summary>Turns a scene into a class map with a package.</summary>
public static class Classifier
{
    /// <summary>
    /// Classifies a scene, tile by tile, and writes the map on exactly the scene's grid. Reading, computing and writing
    /// run side by side; memory does not grow with the scene's height.
    /// </summary>
    /// <param name="options">What to classify, and how.</param>
    /// <param name="progress">Told the fraction of the scene's rows that are written, 0–1.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the work; no map is left then.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="SegmentDataException">The options, the package or the scene are not usable, or do not fit
    /// each other; no map is left.</exception>
    /// <exception cref="SegmentEnvironmentException">The device that was asked for is not there, or memory ran
    /// out.</exception>
    /// <exception cref="SegmentOutputException">The map could not be written whole.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ClassifyResult Run(
        ClassifyOptions options,
        IProgress<double>? progress = null,
        Action<string>? notice = null,
        CancellationToken token = default
    ) => throw new NotSupportedException();
}
