using Microsoft.Extensions.Logging;

namespace Segment.Server.Models;

/// <summary>The lines that the models write to the server's log.</summary>
internal static partial class ModelLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Name} {Kind} {Sha256}: {Words}")]
    public static partial void Told(ILogger log, string name, ModelEventKind kind, string? sha256, string words);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Name} {Kind} {Sha256}: {Words}")]
    public static partial void Warned(ILogger log, string name, ModelEventKind kind, string? sha256, string words);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Model {Name}: the canary was left out, as the package that serves cannot map it. {Problem}"
    )]
    public static partial void CanaryLeftOut(ILogger log, string name, string problem);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The folder {Folder} is only looked through every {Seconds} s: {Reason}"
    )]
    public static partial void WithoutNotifications(ILogger log, string folder, double seconds, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} failed; it is tried again.")]
    public static partial void Failed(ILogger log, Exception e, string what);
}
