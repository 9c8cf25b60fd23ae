using Segment.PackageFormat;
using Segment.Runtime;
using Segment.Runtime.Models;

namespace Segment.Server.Workers;

/// <summary>The models that a worker process holds open: the last few that it used.</summary>
internal sealed class OpenModels : IDisposable
{
    /// <summary>One that serves, one that replaces it.</summary>
    private const int Most = 2;

    private readonly List<(string Path, ModelVariant Variant, InferenceModel Model)> open = [];

    /// <summary>Gets a model, opened where it is not.</summary>
    /// <param name="path">The package; staged under its hash, so that a path is a content.</param>
    /// <param name="variant">The form of the network.</param>
    /// <returns>The model.</returns>
    public InferenceModel Get(string path, ModelVariant variant)
    {
        var at = open.FindIndex(held => held.Path == path && held.Variant == variant);
        if (at < 0)
        {
            while (open.Count >= Most)
            {
                open[^1].Model.Dispose();
                open.RemoveAt(open.Count - 1);
            }

            open.Insert(0, (path, variant, InferenceModel.Open(path, InferenceDevice.Auto, null, null, variant)));
        }
        else if (at > 0)
        {
            var held = open[at];
            open.RemoveAt(at);
            open.Insert(0, held);
        }

        return open[0].Model;
    }

    /// <inheritdoc/>
    public void Dispose() => open.ForEach(held => held.Model.Dispose());
}
