namespace Segment.Ledger.Fields;

/// <summary>What a field of a run holds, and so how it is stored and shown.</summary>
public enum FieldKind
{
    /// <summary>Words: a <see cref="string"/>.</summary>
    Text,

    /// <summary>A count: a <see cref="long"/>.</summary>
    Whole,

    /// <summary>A number with decimals: a <see cref="double"/>.</summary>
    Real,

    /// <summary>A share 0–1, shown in percent: a <see cref="double"/>.</summary>
    Share,

    /// <summary>A duration in seconds: a <see cref="double"/>.</summary>
    Seconds,

    /// <summary>A size in bytes, shown in megabytes (10⁶): a <see cref="long"/>.</summary>
    Bytes,

    /// <summary>A moment in UTC: a <see cref="DateTime"/>.</summary>
    Moment,

    /// <summary>Yes or no: a <see cref="bool"/>.</summary>
    YesNo,
}
