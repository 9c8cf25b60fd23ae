namespace Segment.PackageFormat;

/// <summary>
/// An input (a raster, labels, chips, a package, an option) is not usable. The message says what failed, the value,
/// what is allowed and what to do, and is meant for the user as it stands.
/// </summary>
/// <param name="message">The whole text for the user.</param>
/// <param name="innerException">What was caught, if anything.</param>
public class SegmentDataException(string message, Exception? innerException = null)
    : Exception(message, innerException);
