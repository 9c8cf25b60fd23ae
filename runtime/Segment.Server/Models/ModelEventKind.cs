namespace Segment.Server.Models;

/// <summary>What can happen to a model on a server.</summary>
public enum ModelEventKind
{
    /// <summary>A package passed every check and answers from now on.</summary>
    Served,

    /// <summary>A package was refused; what served before goes on.</summary>
    Quarantined,

    /// <summary>A sound package changes the canary's map by more than the limit and waits for a word.</summary>
    Waiting,

    /// <summary>A sound package is kept aside, because another one is pinned.</summary>
    Held,

    /// <summary>The package's file was deleted: new requests no longer find the model.</summary>
    Withdrawn,

    /// <summary>The last running work on a package ended and its memory was given back.</summary>
    Released,

    /// <summary>The package before answers again, by a word.</summary>
    RolledBack,

    /// <summary>One package answers until it is unpinned, whatever is dropped in.</summary>
    Pinned,

    /// <summary>Packages that are dropped in are taken again.</summary>
    Unpinned,

    /// <summary>A waiting package was approved.</summary>
    Approved,
}
