namespace Segment.Raster.Chips;

/// <summary>The features of a class in all chips; a feature counts in every chip it lies in.</summary>
internal sealed class FeatureStatistics
{
    /// <summary>Gets the chips that hold a feature of the class.</summary>
    public long Images { get; private set; }

    /// <summary>Gets the number of features.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the sum of their areas inside the chips, in square map units.</summary>
    public double Sum { get; private set; }

    /// <summary>Gets the least area; 0 where there is no feature.</summary>
    public double Min { get; private set; }

    /// <summary>Gets the greatest area; 0 where there is no feature.</summary>
    public double Max { get; private set; }

    /// <summary>Gets the mean area; 0 where there is no feature.</summary>
    public double Mean => Count == 0 ? 0 : Sum / Count;

    /// <summary>Takes up the features of a chip.</summary>
    /// <param name="areas">Their areas inside the chip, in square map units; at least one.</param>
    public void Add(IReadOnlyList<double> areas) => Merge(1, areas.Count, areas.Sum(), areas.Min(), areas.Max());

    /// <summary>Takes up the features of other chips.</summary>
    /// <param name="other">Their statistics.</param>
    public void Add(FeatureStatistics other) => Merge(other.Images, other.Count, other.Sum, other.Min, other.Max);

    private void Merge(long images, long count, double sum, double min, double max)
    {
        if (count > 0)
        {
            (Min, Max) = Count == 0 ? (min, max) : (Math.Min(Min, min), Math.Max(Max, max));
        }

        Images += images;
        Count += count;
        Sum += sum;
    }
}
