namespace Segment.PackageFormat;

/// <summary>Nothing is wrong with the inputs or the machine, but the work could not be done now: the same command again may do
/// it. A server does not answer, a file system is gone for a while, the machine is shut down.</summary>
/// <param name="message">The whole text for the user: what failed, and when to try again.</param>
/// <param name="innerException">What was caught, if anything.</param>
public sealed class SegmentTransientException(string message, Exception? innerException = null)
    : Exception(message, innerException);
