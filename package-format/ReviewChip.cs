using System.Buffers.Binary;

namespace Segment.PackageFormat;

/// <summary>A chip to look at: its bands, the truth and the network's answer.</summary>
/// <param name="Name">The chip's name.</param>
/// <param name="Accuracy">Share of its labelled pixels answered rightly, 0–1.</param>
/// <param name="Pixels">Number of its labelled pixels.</param>
/// <param name="Height">Rows of each plane, in pixels, 1–<see cref="MaxSide"/>.</param>
/// <param name="Width">Columns of each plane, in pixels, 1–<see cref="MaxSide"/>.</param>
/// <param name="Step">Every so many pixels of the chip, along both sides, one is kept; 1 where all are.</param>
/// <param name="Planes">
/// A PNG of 8-bit grey values with all planes one below the other: each of <see cref="ModelReview.ChipBands"/>, then the
/// truth, then the answer, both by class index with 255 where there is none.
/// </param>
public sealed record ReviewChip(
    string Name,
    double Accuracy,
    int Pixels,
    int Height,
    int Width,
    int Step,
    byte[] Planes
)
{
    /// <summary>The longest side of a plane, in pixels: a larger chip is thinned, so that a page of many models stays small.</summary>
    public const int MaxSide = 128;

    /// <summary>The most bands that are kept.</summary>
    public const int MaxBands = 12;

    /// <summary>Truth and answer follow the bands.</summary>
    public const int ClassPlanes = 2;

    // The PNG specification, sections 5.2 and 11.2.1: the signature, then the header chunk with width, height, depth and colour type.
    private const int HeaderLength = 26;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Lists what is wrong with the chip.</summary>
    /// <param name="bands">How many bands it has.</param>
    /// <returns>One sentence for each problem.</returns>
    internal IEnumerable<string> Problems(int bands)
    {
        if (!(Accuracy is >= 0 and <= 1) || Pixels < 0 || Step < 1)
        {
            yield return $"Chip {ShownText.Quote(Name)} of the review has an accuracy of {Accuracy} on {Pixels} pixels with a step of {Step}, which is not possible.";
        }

        if (Height is < 1 or > MaxSide || Width is < 1 or > MaxSide || bands is < 1 or > MaxBands)
        {
            yield return $"Chip {ShownText.Quote(Name)} of the review has {bands} bands of {Height} x {Width} px; 1–{MaxBands} bands with sides of 1–{MaxSide} px are allowed.";
        }
        else if (!IsGreyPng((bands + ClassPlanes) * Height, Width))
        {
            yield return $"The picture of chip {ShownText.Quote(Name)} of the review is no PNG of 8-bit grey values with {bands + ClassPlanes} planes of {Height} x {Width} px.";
        }
    }

    private bool IsGreyPng(int height, int width) =>
        Planes.Length > HeaderLength
        && Planes.AsSpan().StartsWith(Signature)
        && BinaryPrimitives.ReadInt32BigEndian(Planes.AsSpan(16)) == width
        && BinaryPrimitives.ReadInt32BigEndian(Planes.AsSpan(20)) == height
        && Planes[24] == 8
        && Planes[25] == 0;
}
