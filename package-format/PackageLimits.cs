namespace Segment.PackageFormat;

/// <summary>The bounds that a package keeps, so that opening a hostile one costs little.</summary>
public static class PackageLimits
{
    /// <summary>The most entries.</summary>
    public const int MaxEntries = 64;

    /// <summary>The most characters of an entry's name, all of them ASCII.</summary>
    public const int MaxNameLength = 128;

    /// <summary>The most bytes of one entry, unpacked: 2047 MiB.</summary>
    public const long MaxEntryBytes = 2047L << 20;

    /// <summary>The most bytes of all entries together, unpacked, and of the file itself: 4 GiB − 1.</summary>
    public const long MaxTotalBytes = uint.MaxValue;

    /// <summary>The most bytes of one JSON entry: 16 MiB.</summary>
    public const long MaxJsonBytes = 16L << 20;

    /// <summary>The most bytes of the report page, or of one array of the golden window: 256 MiB.</summary>
    public const long MaxPartBytes = 256L << 20;

    /// <summary>How many times larger an entry may become when it is unpacked; entries up to 1 MiB may exceed it.</summary>
    public const int MaxRatio = 200;

    /// <summary>The size up to which <see cref="MaxRatio"/> is not asked: 1 MiB.</summary>
    public const long FreeRatioBytes = 1L << 20;
}
