using Segment.PackageFormat;

namespace Segment.Raster.Labels;

/// <summary>Colours for classes that bring none.</summary>
/// <remarks>The first seven are the colours of Okabe and Ito (2008), <em>Color Universal Design</em>, told apart by
/// people with any kind of colour vision; the rest follow the golden angle around the hue circle.</remarks>
internal static class ClassPalette
{
    private const double GoldenAngle = 137.50776405003785;

    private static readonly ClassColor[] First =
    [
        new(0x00, 0x9E, 0x73),
        new(0x00, 0x72, 0xB2),
        new(0xE6, 0x9F, 0x00),
        new(0xD5, 0x5E, 0x00),
        new(0xF0, 0xE4, 0x42),
        new(0x56, 0xB4, 0xE9),
        new(0xCC, 0x79, 0xA7),
    ];

    /// <summary>Gets the colour of a class.</summary>
    /// <param name="classIndex">The class index, from 0.</param>
    /// <returns>The same colour for the same index, always.</returns>
    public static ClassColor At(int classIndex) =>
        classIndex < First.Length ? First[classIndex] : FromHue(classIndex * GoldenAngle % 360, classIndex % 2 == 0);

    // HSV to RGB with saturation 0.75 and value 0.9 or 0.6 (Smith 1978, Color gamut transform pairs).
    private static ClassColor FromHue(double hue, bool bright)
    {
        var value = bright ? 0.9 : 0.6;
        return new ClassColor(Channel(5), Channel(3), Channel(1));

        byte Channel(int offset)
        {
            var k = (offset + (hue / 60)) % 6;
            return (byte)Math.Round(255 * value * (1 - (0.75 * Math.Clamp(Math.Min(k, 4 - k), 0, 1))));
        }
    }
}
