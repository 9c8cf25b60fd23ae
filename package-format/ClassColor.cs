using System.Globalization;

namespace Segment.PackageFormat;

/// <summary>The colour a class is drawn in.</summary>
/// <param name="Red">Red, 0–255.</param>
/// <param name="Green">Green, 0–255.</param>
/// <param name="Blue">Blue, 0–255.</param>
public readonly record struct ClassColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads a colour written as <c>#rrggbb</c> (or <c>rrggbb</c>).</summary>
    /// <param name="text">The text, in either case.</param>
    /// <param name="color">The colour, if the text is one.</param>
    /// <returns>Whether the text is a colour.</returns>
    public static bool TryParse(string? text, out ClassColor color)
    {
        color = default;
        var digits = text.AsSpan().Trim().TrimStart('#');
        if (
            digits.Length != 6
            || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        )
        {
            return false;
        }

        color = new ClassColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>Writes the colour as <c>#rrggbb</c>.</summary>
    /// <returns>Seven characters, in lower case.</returns>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
