using System.Collections.Concurrent;
using Segment.PackageFormat;
using Segment.Runtime.Models;
using Segment.Server.Models.Staging;

namespace Segment.Server.Models.Watching;

/// <summary>Decides which package answers for a model, and switches. One decision a model at a time.</summary>
/// <param name="options">The rules.</param>
/// <param name="registry">Where packages are published.</param>
/// <param name="store">The private copies.</param>
/// <param name="memory">What outlives a restart.</param>
/// <param name="time">The clock.</param>
internal sealed class ModelSwitch(
    DropInOptions options,
    ModelRegistry registry,
    PackageStore store,
    ModelMemory memory,
    TimeProvider time
)
{
    private readonly ConcurrentDictionary<string, Lock> gates = new(StringComparer.Ordinal);

    /// <summary>Gets the package that answers, and its private copy.</summary>
    /// <param name="name">The model.</param>
    /// <returns>Both; null where none does.</returns>
    public ServedPackage? Served(string name) => registry.Find(name)?.Served;

    /// <summary>Leaves a package aside that was rolled back by a word, as long as the folder holds it.</summary>
    /// <param name="name">The model.</param>
    /// <param name="sha256">The package.</param>
    /// <returns>Whether it was.</returns>
    public bool IsLeftAside(string name, string sha256)
    {
        lock (Gate(name))
        {
            var isSo = memory[name].RolledBack == sha256;
            if (isSo)
            {
                registry.Update(name, entry => entry with { Waiting = LeftAside(name, sha256), Quarantined = null });
            }

            return isSo;
        }
    }

    /// <summary>Notes that the folder holds what answers already.</summary>
    /// <param name="name">The model.</param>
    public void Unchanged(string name) =>
        registry.Update(name, entry => entry with { Waiting = null, Quarantined = null });

    /// <summary>Serves a package that passed every check, or has it wait.</summary>
    /// <param name="name">The model.</param>
    /// <param name="sha256">The package.</param>
    /// <param name="canary">What it changes on the canary's map; null without a canary.</param>
    /// <exception cref="SegmentDataException">It cannot be loaded after all.</exception>
    public void Accept(string name, string sha256, CanaryReport? canary)
    {
        lock (Gate(name))
        {
            if (memory[name].Pinned is { } pinned && pinned != sha256)
            {
                Wait(
                    name,
                    new WaitingPackage(
                        sha256,
                        time.GetUtcNow(),
                        $"{Short(pinned)} is pinned. 'segment models unpin {name}' serves what the folder holds.",
                        canary
                    ),
                    ModelEventKind.Held
                );
            }
            else if (canary?.ChangedShare > options.CanaryLimit)
            {
                Wait(
                    name,
                    new WaitingPackage(
                        sha256,
                        time.GetUtcNow(),
                        $"It changes {canary.ChangedShare:0.0 %} of the canary {canary.Area}; up to {options.CanaryLimit:0.0 %} are served without a word. 'segment models approve {name}' serves it.",
                        canary
                    ),
                    ModelEventKind.Waiting
                );
            }
            else
            {
                Serve(name, sha256, canary, ModelEventKind.Served, Taken(canary), Switched(sha256));
            }
        }
    }

    /// <summary>Notes that a package was refused; what serves goes on.</summary>
    /// <param name="name">The model.</param>
    /// <param name="sha256">The package; null where it could not be read.</param>
    /// <param name="reason">Why, as sentences.</param>
    public void Refuse(string name, string? sha256, string reason)
    {
        registry.Update(
            name,
            entry =>
                entry with
                {
                    Quarantined = new QuarantinedPackage(sha256, time.GetUtcNow(), reason),
                    Waiting = null,
                }
        );
        Tell(name, ModelEventKind.Quarantined, sha256, reason);
    }

    /// <summary>Ends serving a model whose file was deleted, and what was said about it.</summary>
    /// <param name="name">The model.</param>
    public void Withdraw(string name)
    {
        lock (Gate(name))
        {
            var served = memory[name].Served;
            if (memory.Models.ContainsKey(name))
            {
                memory.Update(
                    name,
                    m => m.Switched(null, options.KeptPackages) with { Pinned = null, RolledBack = null, Canary = null }
                );
            }

            registry.Unpublish(name);
            registry.Forget(name);
            if (served is not null)
            {
                Tell(name, ModelEventKind.Withdrawn, served, "Its file was deleted; running work ends with it.");
            }
        }
    }

    /// <summary>Serves what answered before a restart, and withdraws what was deleted meanwhile.</summary>
    /// <param name="present">The models whose files lie in the folder.</param>
    public void Recover(IReadOnlyCollection<string> present)
    {
        foreach (var (name, known) in memory.Models)
        {
            if (present.Contains(name, StringComparer.Ordinal))
            {
                Restore(name);
            }
            else if (known.Served is not null)
            {
                Withdraw(name);
            }
        }
    }

    private void Restore(string name)
    {
        lock (Gate(name))
        {
            var known = memory[name];
            if (known.Served is not { } sha256 || !store.Has(sha256))
            {
                return;
            }

            try
            {
                Serve(
                    name,
                    sha256,
                    known.Canary,
                    ModelEventKind.Served,
                    "It served before the restart, and goes on.",
                    known => known
                );
            }
            catch (SegmentDataException e)
            {
                Refuse(name, sha256, e.Message);
            }
        }
    }

    /// <summary>Loads a package that answered before, for work that began with it.</summary>
    /// <param name="name">The model.</param>
    /// <param name="sha256">The package.</param>
    /// <returns>The lease; null where there is no copy any more.</returns>
    public ModelLease? Reopen(string name, string sha256)
    {
        using var hold = store.Hold(sha256);
        return store.Has(sha256) ? registry.Lend(name, InferenceModel.Open(hold.Path, options.Device)) : null;
    }

    /// <summary>Notes that a package answers from now on.</summary>
    /// <param name="sha256">The package.</param>
    /// <returns>The change of the note.</returns>
    public Func<RememberedModel, RememberedModel> Switched(string sha256) =>
        m => m.Switched(sha256, options.KeptPackages) with { RolledBack = null };

    /// <summary>Loads a package and switches to it. The caller holds the model's gate.</summary>
    /// <param name="name">The model.</param>
    /// <param name="sha256">The package.</param>
    /// <param name="canary">What it changes on the canary's map.</param>
    /// <param name="kind">What the event is.</param>
    /// <param name="words">Why, as a sentence.</param>
    /// <param name="note">Changes what is remembered of the model.</param>
    public void Serve(
        string name,
        string sha256,
        CanaryReport? canary,
        ModelEventKind kind,
        string words,
        Func<RememberedModel, RememberedModel> note
    )
    {
        using var hold = store.Hold(sha256);
        var model = InferenceModel.Open(hold.Path, options.Device);
        try
        {
            if (model.Sha256 != sha256)
            {
                throw new SegmentDataException(
                    $"The private copy {hold.Path} was changed: it has another SHA-256 than when it was checked. Copy the package into the folder again."
                );
            }

            memory.Update(name, m => note(m) with { Canary = canary });
        }
        catch
        {
            model.Dispose();
            throw;
        }

        var pinned = memory[name].Pinned;
        registry.Publish(
            name,
            model,
            entry => entry with { Waiting = null, Quarantined = null, Canary = canary, Pinned = pinned }
        );
        Tell(name, kind, sha256, words, canary);
        var waiting = registry.Models.Select(entry => entry.Waiting?.Sha256).OfType<string>();
        var needed = memory.Models.Values.SelectMany(m => m.All()).Concat(registry.LoadedPackages).Concat(waiting);
        store.Prune(needed.ToHashSet(StringComparer.Ordinal));
    }

    private void Wait(string name, WaitingPackage waiting, ModelEventKind kind)
    {
        registry.Update(name, entry => entry with { Waiting = waiting, Quarantined = null });
        Tell(name, kind, waiting.Sha256, waiting.Reason, waiting.Canary);
    }

    /// <summary>Tells everybody what happened.</summary>
    /// <param name="name">The model.</param>
    /// <param name="kind">What.</param>
    /// <param name="sha256">The package.</param>
    /// <param name="words">Why, as a sentence.</param>
    /// <param name="canary">What it changes on the canary's map.</param>
    public void Tell(string name, ModelEventKind kind, string? sha256, string words, CanaryReport? canary = null) =>
        registry.Tell(new ModelEvent(time.GetUtcNow(), name, kind, sha256, words, canary));

    /// <summary>Gets what lets one decision about a model through at a time.</summary>
    /// <param name="name">The model.</param>
    /// <returns>The gate.</returns>
    public Lock Gate(string name) => gates.GetOrAdd(name, _ => new Lock());

    /// <summary>Describes a package that was rolled back.</summary>
    /// <param name="name">The model.</param>
    /// <param name="sha256">The package.</param>
    /// <returns>The description.</returns>
    public WaitingPackage LeftAside(string name, string sha256) =>
        new(
            sha256,
            time.GetUtcNow(),
            $"It was rolled back by a word. 'segment models approve {name}' serves it again.",
            null
        );

    private static string Taken(CanaryReport? canary) =>
        canary is null
            ? "It passed every check and answers from now on."
            : $"It passed every check, changes {canary.ChangedShare:0.0 %} of the canary {canary.Area}, and answers from now on.";

    /// <summary>Shortens a SHA-256 for people.</summary>
    /// <param name="sha256">All digits.</param>
    /// <returns>The first twelve.</returns>
    public static string Short(string sha256) => sha256[..12];
}
