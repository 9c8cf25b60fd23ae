namespace Segment.Server.Workers;

/// <summary>Whose fault it is that a task ended without a result.</summary>
internal enum FaultKind
{
    /// <summary>The scene or the options are not usable.</summary>
    Data,

    /// <summary>The scene is larger than allowed.</summary>
    TooLarge,

    /// <summary>The machine lacks something: memory, a library, a device.</summary>
    Environment,

    /// <summary>The result cannot be written.</summary>
    Output,

    /// <summary>An input cannot be reached now.</summary>
    Transient,

    /// <summary>The server asked for it.</summary>
    Stopped,

    /// <summary>A defect of this software, or a crash in native code.</summary>
    Defect,
}
