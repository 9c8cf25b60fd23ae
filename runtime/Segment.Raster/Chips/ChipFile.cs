using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>Where a chip lies on disk and on the ground.</summary>
/// <param name="Name">File name without extension, such as <c>000000012</c>.</param>
/// <param name="ImagePath">The image chip's path.</param>
/// <param name="LabelPath">The label chip's path.</param>
/// <param name="Position">
/// The pixels that the chip covers on the grid that all chips of the folder share (row 0, column 0 is the topmost and
/// leftmost pixel of any chip). A chip that lies between the pixels of that grid covers one more row or column. Null
/// where the chip has no georeference, or another CRS or cell size than the first chip that has one.
/// </param>
/// <param name="GivenPart">The part of the split that came with the chips; null where none did, or where its lists do
/// not name the chip.</param>
/// <param name="IsTurned">Whether the chip's rows and columns run against those of the first chip: then the position is
/// the bounds of what it covers, and its pixels do not lie in the position's rows and columns.</param>
public sealed record ChipFile(
    string Name,
    string ImagePath,
    string LabelPath,
    PixelWindow? Position,
    SplitPart? GivenPart = null,
    bool IsTurned = false
);
