using Microsoft.Extensions.Logging;

namespace Segment.Server.Models;

/// <summary>Writes what happens to models into the log and the history.</summary>
/// <param name="history">The history.</param>
/// <param name="log">The log.</param>
internal sealed class ModelChronicle(ModelHistory history, ILogger log)
{
    /// <summary>Writes an event down.</summary>
    /// <param name="change">The event.</param>
    public void Record(ModelEvent change)
    {
        if (change.Kind is ModelEventKind.Quarantined or ModelEventKind.Waiting)
        {
            ModelLog.Warned(log, change.Name, change.Kind, change.Sha256, change.Words);
        }
        else
        {
            ModelLog.Told(log, change.Name, change.Kind, change.Sha256, change.Words);
        }

        try
        {
            history.Append(change);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk shall not end serving.
            ModelLog.Failed(log, e, "Writing the history of models");
        }
    }
}
