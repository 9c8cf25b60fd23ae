namespace Segment.Server.Models.Watching;

/// <summary>What a look at a file asks for.</summary>
internal enum Sighting
{
    /// <summary>All is as it was.</summary>
    Nothing,

    /// <summary>Something changed a moment ago: look again soon.</summary>
    Wait,

    /// <summary>A new or changed file has settled.</summary>
    Whole,

    /// <summary>The file was deleted.</summary>
    Gone,
}
