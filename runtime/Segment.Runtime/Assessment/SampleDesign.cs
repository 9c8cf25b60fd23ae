namespace Segment.Runtime.Assessment;

/// <summary>How points are spread over a map, as ArcGIS does.</summary>
public enum SampleDesign
{
    /// <summary>STRATIFIED_RANDOM: each class gets points in proportion to its area, and a least number.</summary>
    Stratified,

    /// <summary>EQUALIZED_STRATIFIED_RANDOM: each class gets the same number of points.</summary>
    Equalized,

    /// <summary>RANDOM: points fall anywhere on the map, whatever the class.</summary>
    Random,
}
