namespace Segment.Server.Models.Orders;

/// <summary>What can be asked of a server about a model.</summary>
public enum ModelOrderKind
{
    /// <summary>Serve the package before.</summary>
    Rollback,

    /// <summary>Serve one package, whatever is dropped in.</summary>
    Pin,

    /// <summary>Take what is dropped in again.</summary>
    Unpin,

    /// <summary>Serve the package that waits.</summary>
    Approve,
}
