namespace Segment.Runtime.Assessment;

/// <summary>Which paper's formulas an estimate follows.</summary>
public enum EstimationMethod
{
    /// <summary>The strata are the map's classes: Olofsson et al. 2014,
    /// <see href="https://doi.org/10.1016/j.rse.2014.02.015"/>, without finite population correction, as printed.</summary>
    Olofsson2014,

    /// <summary>One simple random sample of the whole map, sorted into the map's classes afterwards: the formulas of
    /// Olofsson et al. 2014 as a post-stratified estimator.</summary>
    PostStratified,

    /// <summary>The strata are not the map's classes: Stehman 2014,
    /// <see href="https://doi.org/10.1080/01431161.2014.930207"/>, with finite population correction.</summary>
    Stehman2014,
}
