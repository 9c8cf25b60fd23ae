using Segment.Runtime.Models;

namespace Segment.Server.Models;

/// <summary>One loaded package and the number of those who use it. The registry counts as one of them while it is
/// published.</summary>
/// <param name="name">The model's name.</param>
/// <param name="served">The package.</param>
/// <param name="model">Its network, which this disposes with the last user.</param>
/// <param name="released">Told when the network's memory was given back.</param>
internal sealed class ModelGeneration(
    string name,
    ServedPackage served,
    InferenceModel model,
    Action<ModelGeneration> released
)
{
    private int users = 1;

    public string Name { get; } = name;

    public ServedPackage Served { get; } = served;

    public InferenceModel Model { get; } = model;

    /// <summary>Takes a lease, unless the last user has left.</summary>
    /// <returns>The lease, or null.</returns>
    public ModelLease? TryLease()
    {
        var count = Volatile.Read(ref users);
        while (count > 0)
        {
            var seen = Interlocked.CompareExchange(ref users, count + 1, count);
            if (seen == count)
            {
                return new ModelLease(this);
            }

            count = seen;
        }

        return null;
    }

    /// <summary>One user leaves; with the last one the network goes.</summary>
    public void Return()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            // Giving memory back takes a while, which no request shall wait for.
            ThreadPool.UnsafeQueueUserWorkItem(static gone => gone.Release(), this, preferLocal: false);
        }
    }

    private void Release()
    {
        Model.Dispose();
        released(this);
    }
}
