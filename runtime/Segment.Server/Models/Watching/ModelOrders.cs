using Segment.PackageFormat;
using Segment.Server.Models.Orders;
using Segment.Server.Models.Staging;

namespace Segment.Server.Models.Watching;

/// <summary>Does what is asked about a model: roll back, pin, unpin, approve.</summary>
/// <param name="models">Switches.</param>
/// <param name="registry">What is known of the models.</param>
/// <param name="store">The private copies.</param>
/// <param name="memory">What outlives a restart.</param>
internal sealed class ModelOrders(ModelSwitch models, ModelRegistry registry, PackageStore store, ModelMemory memory)
{
    private const int LeastDigits = 6;

    /// <summary>Does what was asked.</summary>
    /// <param name="order">The order.</param>
    /// <returns>The answer.</returns>
    public OrderAnswer Obey(ModelOrder order)
    {
        lock (models.Gate(order.Name))
        {
            try
            {
                return registry.Find(order.Name) is null
                    ? new OrderAnswer(
                        Done: false,
                        $"There is no model named {ShownText.Quote(order.Name)}. {NearestName.Hint(order.Name, [.. registry.Models.Select(m => m.Name)])}"
                    )
                    : order.Kind switch
                    {
                        ModelOrderKind.Rollback => Rollback(order.Name),
                        ModelOrderKind.Pin => Pin(order.Name, order.Sha256 ?? ""),
                        ModelOrderKind.Unpin => Unpin(order.Name),
                        _ => Approve(order.Name),
                    };
            }
            catch (Exception e)
                when (e is SegmentDataException or SegmentEnvironmentException or SegmentOutputException)
            {
                return new OrderAnswer(Done: false, e.Message);
            }
        }
    }

    private OrderAnswer Rollback(string name)
    {
        var known = memory[name];
        if (known.Pinned is { } pinned)
        {
            return new OrderAnswer(
                Done: false,
                $"{ModelSwitch.Short(pinned)} is pinned. Unpin it first: segment models unpin {name}"
            );
        }

        if (known.Earlier.FirstOrDefault(store.Has) is not { } target)
        {
            return new OrderAnswer(
                Done: false,
                $"No package of {name} answered before this one; there is nothing to go back to."
            );
        }

        var from = known.Served;
        var words = from is null
            ? "It answers again."
            : $"It answers again instead of {ModelSwitch.Short(from)}, which is not taken again unless other bytes are dropped in.";
        models.Serve(
            name,
            target,
            null,
            ModelEventKind.RolledBack,
            words,
            m => m with { Served = target, Earlier = [.. m.Earlier.Where(e => e != target)], RolledBack = from }
        );
        if (from is not null)
        {
            registry.Update(name, entry => entry with { Waiting = models.LeftAside(name, from) });
        }

        return new OrderAnswer(Done: true, $"{name} is served by {ModelSwitch.Short(target)} again.");
    }

    private OrderAnswer Pin(string name, string digits)
    {
        var waiting = new[] { registry.Find(name)?.Waiting?.Sha256 }.OfType<string>();
        var known = memory[name].All().Concat(waiting).Distinct(StringComparer.Ordinal).Where(store.Has).ToList();
        var found = known
            .Where(sha256 =>
                digits.Length >= LeastDigits && sha256.StartsWith(digits, StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        if (found is not [var target])
        {
            return new OrderAnswer(
                Done: false,
                $"{ShownText.Quote(digits)} names no package of {name} here: give at least {LeastDigits} digits of one of {string.Join(", ", known.Select(ModelSwitch.Short))}."
            );
        }

        if (models.Served(name)?.Sha256 != target)
        {
            models.Serve(
                name,
                target,
                null,
                ModelEventKind.Served,
                "It was asked for by a word.",
                models.Switched(target)
            );
        }

        memory.Update(name, m => m with { Pinned = target });
        registry.Update(name, entry => entry with { Pinned = target });
        models.Tell(name, ModelEventKind.Pinned, target, "It answers until it is unpinned.");
        return new OrderAnswer(Done: true, $"{name} is served by {ModelSwitch.Short(target)} until it is unpinned.");
    }

    private OrderAnswer Unpin(string name)
    {
        if (memory[name].Pinned is not { } pinned)
        {
            return new OrderAnswer(Done: false, $"No package of {name} is pinned.");
        }

        memory.Update(name, m => m with { Pinned = null });
        registry.Update(name, entry => entry with { Pinned = null });
        models.Tell(name, ModelEventKind.Unpinned, pinned, "What the folder holds is taken again.");
        return new OrderAnswer(Done: true, $"{name} takes what the folder holds again.");
    }

    private OrderAnswer Approve(string name)
    {
        if (memory[name].Pinned is { } pinned)
        {
            return new OrderAnswer(
                Done: false,
                $"{ModelSwitch.Short(pinned)} is pinned. Unpin it first: segment models unpin {name}"
            );
        }

        if (registry.Find(name)?.Waiting is not { } waiting || !store.Has(waiting.Sha256))
        {
            return new OrderAnswer(Done: false, $"No package of {name} waits for a word.");
        }

        models.Serve(
            name,
            waiting.Sha256,
            waiting.Canary,
            ModelEventKind.Approved,
            "It was approved by a word, and answers from now on.",
            models.Switched(waiting.Sha256)
        );
        return new OrderAnswer(Done: true, $"{name} is served by {ModelSwitch.Short(waiting.Sha256)} from now on.");
    }
}
