namespace Segment.Raster.Samples;

/// <summary>Names of layers and fields in a file of sample points; short enough for shapefiles. <c>Classified</c> and
/// <c>GrndTruth</c> are ArcGIS's (Create Accuracy Assessment Points).</summary>
internal static class SampleFields
{
    public const string Points = "points";
    public const string Strata = "strata";
    public const string Design = "design";

    /// <summary>The table of a blind sample that says where each point was drawn from.</summary>
    public const string BlindKey = "blind_key";

    public const string Id = "point_id";
    public const string GroundTruth = "GrndTruth";
    public const string Comment = "comment";
    public const string Classified = "Classified";
    public const string ClassName = "class_name";
    public const string Stratum = "stratum";
    public const string StratumPixels = "stratum_px";
    public const string Inclusion = "incl_prob";
}
