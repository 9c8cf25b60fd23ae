using System.Collections.Immutable;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Runtime.Models;

namespace Segment.Server.Models;

/// <summary>
/// The models that a server answers for. A package is published by one atomic switch: who asked before keeps the old one
/// until done, who asks afterwards gets the new one. Safe for any number of threads.
/// </summary>
public sealed class ModelRegistry : IDisposable
{
    private readonly Lock switching = new();
    private readonly TimeProvider time;
    private ImmutableSortedDictionary<string, ModelGeneration> published = ImmutableSortedDictionary.Create<
        string,
        ModelGeneration
    >(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, ModelEntry> entries = ImmutableSortedDictionary.Create<
        string,
        ModelEntry
    >(StringComparer.Ordinal);
    private ImmutableHashSet<ModelGeneration> alive = [];
    private long generations;

    /// <summary>Makes a registry without models.</summary>
    /// <param name="time">Where times come from; the system's clock when null.</param>
    public ModelRegistry(TimeProvider? time = null) => this.time = time ?? TimeProvider.System;

    /// <summary>Told each thing that happens to a model, for logs and metrics, on the thread that did it.</summary>
    public event Action<ModelEvent>? Changed;

    /// <summary>Gets all models, sorted by name.</summary>
    public IReadOnlyList<ModelEntry> Models => [.. Volatile.Read(ref entries).Values];

    /// <summary>Gets how many networks are loaded, those included that only running work still uses.</summary>
    public int LoadedNetworks => Volatile.Read(ref alive).Count;

    /// <summary>Gets the packages whose networks are loaded, by SHA-256.</summary>
    internal IEnumerable<string> LoadedPackages =>
        Volatile.Read(ref alive).Select(generation => generation.Served.Sha256);

    /// <summary>Finds what is known of a model.</summary>
    /// <param name="name">The model's name.</param>
    /// <returns>The picture of this moment; null where there is no such model.</returns>
    public ModelEntry? Find(string name) => Volatile.Read(ref entries).GetValueOrDefault(name);

    /// <summary>Takes a lease of the package that answers for a model.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="sha256">The package that it must be; null for the one of this moment.</param>
    /// <returns>The lease; null where no such package answers.</returns>
    public ModelLease? TryAcquire(string name, string? sha256 = null)
    {
        while (Volatile.Read(ref published).TryGetValue(name, out var generation))
        {
            if (sha256 is not null && generation.Served.Sha256 != sha256)
            {
                return null;
            }

            // Null when it was replaced and given back between the two steps: look again.
            if (generation.TryLease() is { } lease)
            {
                return lease;
            }
        }

        return null;
    }

    /// <summary>Takes a lease of the package that answers for a model.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="sha256">The package that it must be; null for the one of this moment.</param>
    /// <returns>The lease.</returns>
    /// <exception cref="SegmentDataException">No such package answers; the text names the models there are.</exception>
    public ModelLease Acquire(string name, string? sha256 = null)
    {
        if (TryAcquire(name, sha256) is { } lease)
        {
            return lease;
        }

        var shown = ShownText.Plain(name);
        if (Find(name) is not { } entry)
        {
            throw new SegmentDataException(
                $"There is no model named '{shown}'. {NearestName.Hint(name, [.. published.Keys])}"
            );
        }

        throw new SegmentDataException(
            entry.Served is { } served
                ? $"The model '{shown}' is served by the package {served.Sha256}, not by {ShownText.Plain(sha256 ?? "")}."
                : $"The model '{shown}' is not served: {entry.Quarantined?.Reason ?? entry.Waiting?.Reason ?? "its package was withdrawn."}"
        );
    }

    /// <summary>Withdraws all models.</summary>
    public void Dispose()
    {
        foreach (var name in Volatile.Read(ref published).Keys)
        {
            Unpublish(name);
        }
    }

    /// <summary>Switches a model to a loaded network, which the registry owns from now on.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="model">The network, warm.</param>
    /// <param name="change">Makes the model's new entry of the present one.</param>
    internal void Publish(string name, InferenceModel model, Func<ModelEntry, ModelEntry> change)
    {
        ModelGeneration? before;
        lock (switching)
        {
            before = published.GetValueOrDefault(name);
            var generation = Load(name, model);
            entries = entries.SetItem(name, change(Entry(name)) with { Served = generation.Served });
            Volatile.Write(ref published, published.SetItem(name, generation));
        }

        before?.Return();
    }

    /// <summary>Leases a loaded network that is not published, such as one that answered before.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="model">The network, which goes with the lease.</param>
    /// <returns>The lease.</returns>
    internal ModelLease Lend(string name, InferenceModel model)
    {
        lock (switching)
        {
            // The first user is the lease itself, in place of the registry.
            return new ModelLease(Load(name, model));
        }
    }

    /// <summary>Ends serving a model: new requests no longer find it, running work ends undisturbed.</summary>
    /// <param name="name">The model's name.</param>
    internal void Unpublish(string name)
    {
        ModelGeneration? before;
        lock (switching)
        {
            before = published.GetValueOrDefault(name);
            entries = entries.SetItem(name, Entry(name) with { Served = null, Canary = null });
            Volatile.Write(ref published, published.Remove(name));
        }

        before?.Return();
    }

    /// <summary>Changes what is known of a model.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="change">Makes the new entry of the present one.</param>
    internal void Update(string name, Func<ModelEntry, ModelEntry> change)
    {
        lock (switching)
        {
            entries = entries.SetItem(name, change(Entry(name)));
        }
    }

    /// <summary>Forgets a model that has neither package nor news.</summary>
    /// <param name="name">The model's name.</param>
    internal void Forget(string name)
    {
        lock (switching)
        {
            entries = entries.Remove(name);
        }
    }

    /// <summary>Tells everybody what happened.</summary>
    /// <param name="change">The event.</param>
    internal void Tell(ModelEvent change) => Changed?.Invoke(change);

    private ModelEntry Entry(string name) => entries.GetValueOrDefault(name) ?? new ModelEntry(name);

    private ModelGeneration Load(string name, InferenceModel model)
    {
        var served = new ServedPackage(++generations, model.Sha256, model.Definition, time.GetUtcNow(), model.Path);
        var generation = new ModelGeneration(name, served, model, Release);
        alive = alive.Add(generation);
        return generation;
    }

    private void Release(ModelGeneration generation)
    {
        NativeHeap.Trim();
        lock (switching)
        {
            alive = alive.Remove(generation);
        }

        Tell(
            new ModelEvent(
                time.GetUtcNow(),
                generation.Name,
                ModelEventKind.Released,
                generation.Served.Sha256,
                "The last running work on it ended; its memory was given back."
            )
        );
    }
}
