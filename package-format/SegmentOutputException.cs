namespace Segment.PackageFormat;

/// <summary>A result could not be written whole; nothing stands under its final name.</summary>
/// <param name="message">The whole text for the user: the path, the cause and what to do.</param>
/// <param name="innerException">What was caught, if anything.</param>
public sealed class SegmentOutputException(string message, Exception? innerException = null)
    : Exception(message, innerException);
