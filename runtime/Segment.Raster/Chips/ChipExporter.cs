using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>
/// Cuts a scene and its labels into training chips in ArcGIS's <em>Classified Tiles</em> layout.
/// </summary>
public static class ChipExporter
{
    /// <summary>Writes every tile that holds a labelled pixel.</summary>
    /// <param name="options">What to cut, and how.</param>
    /// <param name="progress">Told the share that is done, 0–1.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the export; nothing is left behind.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="SegmentDataException">The options, the scene or the labels are not usable.</exception>
    /// <exception cref="SegmentOutputException">The chips cannot be written.</exception>
    public static ChipExportResult Export(
        ChipExportOptions options,
        IProgress<double>? progress = null,
        Action<string>? notice = null,
        CancellationToken token = default
    ) => throw new NotSupportedException();
}
