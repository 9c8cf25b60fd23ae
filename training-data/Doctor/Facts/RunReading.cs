using Segment.PackageFormat;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>Reads a finished training: from its run folder, or from the package that it ended in.</summary>
internal static class RunReading
{
    /// <summary>Reads.</summary>
    /// <param name="path">A run folder, or a <c>.dlpk</c>.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="SegmentDataException">It is neither, or not sound.</exception>
    public static RunFacts Read(string path)
    {
        if (File.Exists(path))
        {
            using var package = ModelPackage.Open(path);
            return new RunFacts(path, package.Metrics, package.History);
        }

        var metrics = Path.Combine(path, TrainingMetrics.FileName);
        var history = Path.Combine(path, TrainingHistory.FileName);
        if (!File.Exists(metrics) || !File.Exists(history))
        {
            throw new SegmentDataException(
                $"--run {path} is no finished training: there is no {TrainingMetrics.FileName} or {TrainingHistory.FileName}. Give the "
                    + "folder that 'segment train' wrote (its --out), or a package (.dlpk)."
            );
        }

        try
        {
            return new RunFacts(
                path,
                TrainingMetrics.FromJson(File.ReadAllBytes(metrics), metrics),
                TrainingHistory.FromJson(File.ReadAllBytes(history), history)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"--run {path} cannot be read: {e.Message}", e);
        }
    }
}
