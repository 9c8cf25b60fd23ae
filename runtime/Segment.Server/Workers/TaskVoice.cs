namespace Segment.Server.Workers;

/// <summary>What a worker says in the middle of a task.</summary>
/// <param name="voice">Speaks to the server.</param>
/// <param name="shown">Turns a text into what clients may read.</param>
internal sealed class TaskVoice(WorkerVoice voice, Func<string, string> shown)
{
    /// <summary>Tells the fraction done.</summary>
    /// <param name="value">0–1.</param>
    public void Progress(double value) => voice.Say(new WorkerWord { Progress = value });

    /// <summary>Tells a fact.</summary>
    /// <param name="sentence">One sentence.</param>
    public void Notice(string sentence) => voice.Say(new WorkerWord { Notice = shown(sentence) });
}
