namespace Segment.Server.Workers;

/// <summary>
/// The machine's lanes, one a core, shared by everything that computes: who waits longest among those who ask is next, and who
/// asks for several gets one a round. So a large job leaves room for a small one, and cores are never over-subscribed.
/// </summary>
/// <param name="lanes">How many.</param>
internal sealed class LanePool(int lanes)
{
    private readonly Lock turn = new();
    private readonly Queue<LaneShare> waiting = new();
    private int free = lanes;

    /// <summary>Gets how many lanes there are.</summary>
    public int Count { get; } = lanes;

    /// <summary>Gets how many lanes compute at this moment.</summary>
    public int Busy
    {
        get
        {
            lock (turn)
            {
                return Count - free;
            }
        }
    }

    /// <summary>Joins those who share.</summary>
    /// <param name="grant">Told of each lane granted; must not block.</param>
    /// <returns>The share; dispose it at the end, which gives back what it holds.</returns>
    public LaneShare Join(Action grant) => new(this, grant);

    /// <summary>Asks for a lane.</summary>
    /// <param name="share">Who asks.</param>
    internal void Ask(LaneShare share)
    {
        lock (turn)
        {
            if (share.IsGone)
            {
                return;
            }

            if (share.Wanted++ == 0)
            {
                waiting.Enqueue(share);
            }
        }

        Deal();
    }

    /// <summary>Gives lanes back.</summary>
    /// <param name="share">Who gives.</param>
    /// <param name="all">All that it holds, and its wishes too; else one.</param>
    internal void Return(LaneShare share, bool all)
    {
        lock (turn)
        {
            var count = all ? share.Held : Math.Min(1, share.Held);
            share.Held -= count;
            free += count;
            if (all)
            {
                (share.Wanted, share.IsGone) = (0, true);
            }
        }

        Deal();
    }

    private void Deal()
    {
        while (Next() is { } share)
        {
            share.Grant();
        }
    }

    private LaneShare? Next()
    {
        lock (turn)
        {
            while (free > 0 && waiting.TryDequeue(out var share))
            {
                if (share.Wanted == 0)
                {
                    continue;
                }

                free--;
                share.Held++;
                if (--share.Wanted > 0)
                {
                    waiting.Enqueue(share);
                }

                return share;
            }

            return null;
        }
    }
}
