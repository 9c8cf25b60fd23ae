namespace Segment.Runtime.Assessment;

/// <summary>Says in words what figures come from.</summary>
public static class AssessmentWords
{
    /// <summary>Names the formulas of an estimate.</summary>
    /// <param name="method">The formulas.</param>
    /// <returns>A phrase without a full stop.</returns>
    public static string Method(EstimationMethod method) =>
        method switch
        {
            EstimationMethod.Olofsson2014 => "strata are the map's classes (Olofsson et al. 2014)",
            EstimationMethod.PostStratified =>
                "random points, sorted into the map's classes afterwards (Olofsson et al. 2014, post-stratified)",
            _ => "strata are not the map's classes, or a part of them is left out (Stehman 2014)",
        };
}
