namespace Segment.Raster.Chips.Export;

/// <summary>What became of a batch, or of several.</summary>
/// <param name="plan">What is cut.</param>
/// <param name="bandNames">The bands' names.</param>
internal sealed class ChipBatchResult(ChipPlan plan, IReadOnlyList<string> bandNames)
{
    /// <summary>Gets what was counted.</summary>
    public ChipStatistics Statistics { get; } = new(plan.Classes, bandNames, plan.Format.CountsFeatures);

    /// <summary>Gets the lines of <c>map.txt</c>: paths inside the chips folder.</summary>
    public List<IReadOnlyList<string>> Lines { get; } = [];

    /// <summary>Gets or sets the chips left out because no sample holds data.</summary>
    public int WithoutData { get; set; }

    /// <summary>Takes up the next batch's result.</summary>
    /// <param name="next">The result.</param>
    public void Add(ChipBatchResult next)
    {
        Statistics.Add(next.Statistics);
        Lines.AddRange(next.Lines);
        WithoutData += next.WithoutData;
    }
}
