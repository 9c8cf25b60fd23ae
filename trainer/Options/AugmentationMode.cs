namespace Segment.Trainer.Options;

/// <summary>Where the variations of training chips are taken from, in ArcGIS's words.</summary>
public enum AugmentationMode
{
    /// <summary>A set that suits land cover.</summary>
    Default,

    /// <summary>None: chips are trained on as they were cut.</summary>
    None,

    /// <summary>Those that are given on the command line.</summary>
    Custom,

    /// <summary>Those of a file.</summary>
    File,
}
