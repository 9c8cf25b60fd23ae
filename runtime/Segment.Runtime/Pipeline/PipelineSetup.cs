using Segment.Runtime.Layers;
using Segment.Runtime.Models;
using Segment.Runtime.Planning;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>What a pipeline works on, and how wide it is.</summary>
/// <param name="Model">The model.</param>
/// <param name="ScenePath">The scene; each reader opens it for itself.</param>
/// <param name="Bands">The scene's band for each channel of the network, from 0.</param>
/// <param name="Masked">Whether the scene's samples can be without data.</param>
/// <param name="Plan">The tiles.</param>
/// <param name="Layers">What is made of the network's answers.</param>
/// <param name="Job">What runs side by side.</param>
/// <param name="CacheBytes">Room for the decoded blocks of one reader.</param>
internal sealed record PipelineSetup(
    InferenceModel Model,
    string ScenePath,
    int[] Bands,
    bool Masked,
    TilePlan Plan,
    LayerSetup Layers,
    JobShape Job,
    long CacheBytes
);
