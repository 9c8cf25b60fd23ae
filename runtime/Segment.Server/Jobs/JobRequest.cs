using Segment.Server.Processes;
using Segment.Server.Scenes;

namespace Segment.Server.Jobs;

/// <summary>What a client asked for, as it is kept with the job.</summary>
/// <param name="Inputs">How the scene is mapped.</param>
/// <param name="Scene">Where the scene is.</param>
/// <param name="Outputs">What is wanted, by output, and whether by value or by reference; null leaves the choice to the server.</param>
/// <param name="AsDocument">Whether results are one JSON document; else raw.</param>
internal sealed record JobRequest(
    MapInputs Inputs,
    SceneInput Scene,
    IReadOnlyDictionary<string, Transmission?> Outputs,
    bool AsDocument
)
{
    /// <summary>Tells whether an output is wanted.</summary>
    /// <param name="output">The output.</param>
    /// <returns>Whether it is.</returns>
    public bool Wants(OutputKind output) => Outputs.ContainsKey(output.Id);
}
