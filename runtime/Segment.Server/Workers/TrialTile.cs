using Segment.PackageFormat;
using Segment.Runtime.Models;

namespace Segment.Server.Workers;

/// <summary>Maps a small tile, to see whether a model works.</summary>
internal static class TrialTile
{
    private const int Side = 64;

    /// <summary>Runs the network on a tile of the training's mean values.</summary>
    /// <param name="model">The model.</param>
    /// <param name="lanes">The lanes that all share.</param>
    /// <param name="token">Ends the wait for a lane.</param>
    /// <returns>What computed it.</returns>
    /// <exception cref="SegmentDataException">The answer holds a number that is not finite.</exception>
    public static string Run(InferenceModel model, GrantedLanes lanes, CancellationToken token)
    {
        var definition = model.Definition;
        var side = Math.Max(1, Side / definition.Stride) * definition.Stride;
        var area = side * side;
        var pixels = new float[definition.Bands.Count * area];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)definition.Normalization.Center[i / area];
        }

        lanes.Enter(token);
        try
        {
            return model.Logits(side, side, pixels).All(float.IsFinite)
                ? $"{model.Device}".ToLowerInvariant()
                : throw new SegmentDataException("The network's answer holds a number that is not finite.");
        }
        finally
        {
            lanes.Leave();
        }
    }
}
