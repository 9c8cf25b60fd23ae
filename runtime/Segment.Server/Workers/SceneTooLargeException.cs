namespace Segment.Server.Workers;

/// <summary>A scene is larger than the server allows.</summary>
/// <param name="message">What is too large, and what is allowed.</param>
internal sealed class SceneTooLargeException(string message) : Exception(message);
