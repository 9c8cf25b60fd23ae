namespace Segment.Server.Workers;

/// <summary>Told how a task gets on.</summary>
internal interface IWorkerListener
{
    /// <summary>Takes the fraction done.</summary>
    /// <param name="value">0–1.</param>
    void Progress(double value);

    /// <summary>Takes a fact that the user should know.</summary>
    /// <param name="sentence">One sentence.</param>
    void Notice(string sentence);
}
