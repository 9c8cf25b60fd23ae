namespace Segment.PackageFormat;

/// <summary>The machine lacks something that was asked for: a native library, a device, memory.</summary>
/// <param name="message">The whole text for the user: what is missing and how to get it.</param>
/// <param name="innerException">What was caught, if anything.</param>
public sealed class SegmentEnvironmentException(string message, Exception? innerException = null)
    : Exception(message, innerException);
