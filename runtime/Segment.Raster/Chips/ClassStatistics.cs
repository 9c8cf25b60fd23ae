namespace Segment.Raster.Chips;

/// <summary>How a class is spread over the chips.</summary>
internal sealed class ClassStatistics
{
    /// <summary>Gets the chips that hold the class.</summary>
    public long Images { get; private set; }

    /// <summary>Gets the pixels of the class in all chips.</summary>
    public long Pixels { get; private set; }

    /// <summary>Gets the fewest pixels of the class in a chip; 0 where a chip has none.</summary>
    public long Min { get; private set; } = long.MaxValue;

    /// <summary>Gets the most pixels of the class in a chip.</summary>
    public long Max { get; private set; }

    /// <summary>Takes up a chip.</summary>
    /// <param name="pixels">Pixels of the class in it.</param>
    public void Add(long pixels)
    {
        Images += pixels > 0 ? 1 : 0;
        Pixels += pixels;
        Min = Math.Min(Min, pixels);
        Max = Math.Max(Max, pixels);
    }

    /// <summary>Takes up what was counted of other chips.</summary>
    /// <param name="other">Their statistics.</param>
    public void Add(ClassStatistics other)
    {
        Images += other.Images;
        Pixels += other.Pixels;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
    }
}
