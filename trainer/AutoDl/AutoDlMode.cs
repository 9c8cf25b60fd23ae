namespace Segment.Trainer.AutoDl;

/// <summary>How much is tried; the names are ArcGIS's.</summary>
public enum AutoDlMode
{
    /// <summary>Each model type with a usual backbone; the best then train longer, on whole and on half chips.</summary>
    Basic,

    /// <summary>Half the time on all model types, the other half on more backbones of the two best.</summary>
    Advanced,
}
