namespace Segment.Raster.Chips.Export;

/// <summary>A chip to write.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Cut">What it takes of the scene.</param>
/// <param name="Labels">Class indices (H, W), 255 for ignore; empty where the format has no use for them.</param>
/// <param name="Counts">Pixels of each class index.</param>
/// <param name="Objects">The features in it; none where the format has no use for them.</param>
internal sealed record ChipJob(
    int Number,
    ChipCut Cut,
    byte[] Labels,
    long[] Counts,
    IReadOnlyList<ChipObject> Objects
);
