namespace Segment.Runtime.Assessment;

/// <summary>What a probability sample says about the whole map.</summary>
/// <param name="Method">Whose formulas.</param>
/// <param name="OverallAccuracy">Share of the area where the map is right.</param>
/// <param name="Classes">One for each class, in the order of the class index.</param>
/// <param name="Proportions">Share of the area, by class of the map (rows) and of the reference (columns); sums to 1.</param>
/// <param name="Pixels">The area that the shares are of, in pixels of the map.</param>
public sealed record AccuracyEstimates(
    EstimationMethod Method,
    Estimate OverallAccuracy,
    IReadOnlyList<ClassEstimates> Classes,
    double[,] Proportions,
    double Pixels
)
{
    /// <summary>Gets a class's estimated area.</summary>
    /// <param name="classIndex">The class.</param>
    /// <returns>Pixels of the map.</returns>
    public Estimate Area(int classIndex) => Classes[classIndex].AreaShare.Times(Pixels);
}
