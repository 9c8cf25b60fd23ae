using Segment.Raster.Scenes;
using Segment.Runtime.Layers;
using Segment.Runtime.Models;
using Segment.Runtime.Planning;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>What a pipeline works on, and how wide it is.</summary>
/// <param name="Model">The model.</param>
/// <param name="ScenePath">The scene; each reader opens it for itself.</param>
/// <param name="Frame">The part of the scene that is mapped.</param>
/// <param name="MaskPath">Outside of this the map is NoData; null maps all.</param>
/// <param name="Bands">The scene's band for each channel of the network, from 0.</param>
/// <param name="Masked">Whether pixels can be without data, or outside the mask.</param>
/// <param name="Plan">The tiles.</param>
/// <param name="Layers">What is made of the network's answers.</param>
/// <param name="Job">What runs side by side.</param>
/// <param name="CacheBytes">Room for the decoded blocks of one reader.</param>
internal sealed record PipelineSetup(
    InferenceModel Model,
    string ScenePath,
    SceneFrame Frame,
    string? MaskPath,
    int[] Bands,
    bool Masked,
    TilePlan Plan,
    LayerSetup Layers,
    JobShape Job,
    long CacheBytes
)
{
    /// <summary>Gets the lanes that are shared with other jobs; null where all are this job's.</summary>
    public ILaneGate? Gate { get; init; }

    /// <summary>Gets whether class indices and confidences come from the graph, and logits are not needed.</summary>
    public bool AnswersAreShort => Model.HasShortAnswers && Layers.FitShortAnswers && !Plan.Blends;
}
