namespace Segment.Networks.Ops;

/// <summary>What <see cref="IOps{T}.UpsampleTo"/> puts between the pixels of its input.</summary>
public enum Upsampling
{
    /// <summary>Each pixel is repeated: out(row, column) = x(row / factor, column / factor), rounded down.</summary>
    Nearest,

    /// <summary>
    /// Bilinear between pixel centres: row r reads at (r + ½) / factor − ½, kept within the map; PyTorch's
    /// <c>align_corners=False</c>.
    /// </summary>
    Bilinear,
}
