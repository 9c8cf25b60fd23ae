namespace Segment.CommandLine;

/// <summary>Progress of a step that has several stages.</summary>
public interface IStageProgress : IProgress<double>
{
    /// <summary>A stage begins; its fraction starts at 0.</summary>
    /// <param name="name">What is being done.</param>
    void Stage(string name);
}
