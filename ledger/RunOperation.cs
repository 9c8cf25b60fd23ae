namespace Segment.Ledger;

/// <summary>What a run did. The names, in lower case, stand in the ledger.</summary>
public enum RunOperation
{
    /// <summary>Training chips cut from a scene: <c>segment chips</c>.</summary>
    Chips,

    /// <summary>One training: <c>segment train</c>.</summary>
    Training,

    /// <summary>A search over networks: <c>segment autodl</c>.</summary>
    Search,

    /// <summary>One training of a search; part of the search's run.</summary>
    Trial,

    /// <summary>A variant in 8-bit integers: <c>segment quantize</c>.</summary>
    Quantization,

    /// <summary>A map: <c>segment classify</c>, or all its shards and <c>segment merge</c>.</summary>
    Classification,

    /// <summary>One shard of a map; part of the map's run.</summary>
    Shard,

    /// <summary>A map judged: <c>segment assess report</c>.</summary>
    Assessment,
}
