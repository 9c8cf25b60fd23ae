using Segment.PackageFormat;

namespace Segment.Trainer;

/// <summary>Makes the package of a run folder.</summary>
public static class PackageExport
{
    /// <summary>
    /// Writes the ONNX graph from the run's best weights, compares it with libtorch on the run's own validation windows,
    /// measures the padding it needs, and packs it all as <c>RUN/NAME.dlpk</c>. An earlier package there is replaced.
    /// </summary>
    /// <param name="runFolder">A run folder of <see cref="TrainingRun"/>; the chips are not needed any more.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <returns>The package's full path.</returns>
    /// <exception cref="SegmentDataException">It is no run folder, or the graph's logits differ from libtorch's.</exception>
    /// <exception cref="SegmentOutputException">The package cannot be written.</exception>
    public static string Export(string runFolder, Action<string> notice) => throw new NotSupportedException();
}
