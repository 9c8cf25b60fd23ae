using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>What the split looks at of a chip.</summary>
/// <param name="Position">The pixels that it covers on the chips' common grid; null where that is not known.</param>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Labels">(H, W), class index; 255 = ignore.</param>
/// <param name="Given">The part that the chips folder itself puts the chip in; null where it says nothing.</param>
/// <param name="IsTurned">Whether the chip is turned against the grid, so that the position holds its bounds and nothing says
/// where each label lies. Such a chip trains where its bounds hold nothing that is held out; it is never held out by place.</param>
public sealed record LabelledChip(
    PixelWindow? Position,
    int Height,
    int Width,
    byte[] Labels,
    SplitPart? Given = null,
    bool IsTurned = false
);
