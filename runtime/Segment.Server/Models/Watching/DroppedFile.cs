using Segment.Raster.Interop;

namespace Segment.Server.Models.Watching;

/// <summary>One name in the folder: what was seen of it, and what was made of that. Only the folder's loop changes it.</summary>
/// <param name="name">The model's name.</param>
/// <param name="path">The file.</param>
internal sealed class DroppedFile(string name, string path)
{
    /// <summary>A time before all others.</summary>
    public static readonly TimeSpan LongAgo = TimeSpan.FromDays(-1);

    private FileStamp? seen;
    private FileStamp? taken;
    private TimeSpan since = LongAgo;
    private bool gone;

    public string Name { get; } = name;

    public string Path { get; } = path;

    /// <summary>Gets the work on it that runs; null where none does.</summary>
    public Task? Work { get; set; }

    /// <summary>Gets whether work runs.</summary>
    public bool IsBusy => Work is { IsCompleted: false };

    /// <summary>Gets whether what was seen last has been dealt with.</summary>
    public bool IsDone => !IsBusy && (gone || (seen is not null && seen == taken));

    /// <summary>Notes what is there now.</summary>
    /// <param name="stamp">The file's stamp; null where there is none.</param>
    /// <param name="now">The time since the watch began, which no change of the clock moves.</param>
    /// <param name="settle">How long it must stay so.</param>
    /// <returns>What to do.</returns>
    public Sighting See(FileStamp? stamp, TimeSpan now, TimeSpan settle)
    {
        if (stamp != seen)
        {
            (seen, since) = (stamp, now);
        }

        if (IsBusy || now - since < settle)
        {
            return Sighting.Wait;
        }

        if (stamp is null)
        {
            return gone ? Sighting.Nothing : Sighting.Gone;
        }

        return stamp == taken ? Sighting.Nothing : Sighting.Whole;
    }

    /// <summary>Notes that a stamp was dealt with.</summary>
    /// <param name="stamp">The stamp; null: the file is gone.</param>
    public void Done(FileStamp? stamp) => (taken, gone) = (stamp, stamp is null);

    /// <summary>Has the file dealt with again, after a while.</summary>
    /// <param name="at">Not before that time.</param>
    public void Again(TimeSpan at) => (taken, since) = (null, at);
}
