namespace Segment.Runtime.Assessment;

/// <summary>What a sample says about one class.</summary>
/// <param name="UsersAccuracy">Share of what the map calls the class that is the class; null where no point was drawn there.</param>
/// <param name="ProducersAccuracy">Share of the class that the map calls so; null where no point's reference is the class.</param>
/// <param name="F1">2 × agreement / (mapped + true), a ratio of areas; null where neither holds the class.</param>
/// <param name="IoU">Agreement / (mapped or true), a ratio of areas; null where neither holds the class.</param>
/// <param name="AreaShare">The class's share of the area, by the reference.</param>
public sealed record ClassEstimates(
    Estimate? UsersAccuracy,
    Estimate? ProducersAccuracy,
    Estimate? F1,
    Estimate? IoU,
    Estimate AreaShare
);
