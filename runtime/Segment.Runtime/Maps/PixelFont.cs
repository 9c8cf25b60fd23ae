namespace Segment.Runtime.Maps;

/// <summary>Letters of 5 × 7 pixels for the legends of pictures: ASCII, and accented Latin letters without their
/// accents.</summary>
internal static class PixelFont
{
    /// <summary>Rows of a letter, in its own pixels.</summary>
    public const int Height = 7;

    /// <summary>Columns from a letter to the next, the gap included.</summary>
    public const int Advance = 6;

    private const int Width = 5;
    private const string Unknown = "1F11111111111F";

    // Seven rows a letter, two hexadecimal digits each; the highest of the five bits is the leftmost pixel.
    private static readonly Dictionary<char, byte[]> Letters = Parse(
        """
        A0E11111F111111 B1E11111E11111E C0E11101010110E D1E11111111111E E1F10101E10101F F1F10101E101010
        G0E11101711110F H1111111F111111 I0E04040404040E J0702020202120C K11121418141211 L1010101010101F
        M111B1515111111 N11191513111111 O0E11111111110E P1E11111E101010 Q0E11111115120D R1E11111E141211
        S0F10100E01011E T1F040404040404 U1111111111110E V11111111110A04 W11111115151B11 X11110A040A1111
        Y11110A04040404 Z1F01020408101F a00000E010F110F b10101E1111111E c00000E1010100E d01010F1111110F
        e00000E111F100E f06081C08080808 g00000F110F010E h10101E11111111 i04000C0404040E j0200060202120C
        k10101214181412 l0C04040404040E m00001A15151515 n00001E11111111 o00000E1111110E p00001E111E1010
        q00000F110F0101 r00001618101010 s00000F100E011E t08081C08080806 u0000111111110F v00001111110A04
        w0000111515150A x0000110A040A11 y000011110F010E z00001F0204081F 00E11131519110E 1040C040404040E
        20E11010204081F 31F02040201110E 402060A121F0202 51F101E0101110E 60608101E11110E 71F010204080808
        80E11110E11110E 90E11110F01020C .00000000000C0C ,000000000C0408 -0000000E000000 _0000000000001F
        (02040808080402 )08040202020408 /01010204081010 %18190204081303 &0C12140815120D +0004041F040400
        '04040800000000 :000C0C000C0C00 <02040810080402 >08040201020408 =00001F001F0000 ?0E110102040004
        !04040404040004 #0A0A1F0A1F0A0A
        """
    );

    private static readonly Dictionary<char, char> Plain = Pairs(
        "ÀA ÁA ÂA ÃA ÄA ÅA ÇC ÈE ÉE ÊE ËE ÌI ÍI ÎI ÏI ÑN ÒO ÓO ÔO ÕO ÖO ØO ÙU ÚU ÛU ÜU ÝY àa áa âa ãa äa åa çc èe ée êe ëe ìi íi îi "
            + "ïi ñn òo óo ôo õo öo øo ùu úu ûu üu ýy ÿy ăa ąa ćc čc ďd ęe ěe ğg ıi łl ńn ňn őo řr śs şs šs ťt ůu űu źz żz žz ŁL ŠS ŽZ ČC –- —-"
    );

    /// <summary>Draws a line of text in black.</summary>
    /// <param name="text">The text; a letter that the font lacks is a box.</param>
    /// <param name="rgb">The picture (H, W, 3).</param>
    /// <param name="width">Its columns.</param>
    /// <param name="row">Where the letters' first row goes.</param>
    /// <param name="column">Where the first letter begins.</param>
    /// <param name="scale">Pixels of the picture for one of a letter, along each side.</param>
    public static void Draw(string text, Span<byte> rgb, int width, int row, int column, int scale)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = Letter(text[i]);
            for (var y = 0; y < Height * scale; y++)
            {
                for (var x = 0; x < Width * scale; x++)
                {
                    var across = column + (i * Advance * scale) + x;
                    if ((letter[y / scale] >> (Width - 1 - (x / scale)) & 1) != 0 && across < width)
                    {
                        rgb.Slice(3 * (((row + y) * width) + across), 3).Clear();
                    }
                }
            }
        }
    }

    private static ReadOnlySpan<byte> Letter(char c) =>
        c == ' ' ? new byte[Height]
        : Letters.TryGetValue(Plain.GetValueOrDefault(c, c), out var rows) ? rows
        : Convert.FromHexString(Unknown);

    private static Dictionary<char, byte[]> Parse(string table) =>
        table
            .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(entry => entry[0], entry => Convert.FromHexString(entry.AsSpan(1)));

    private static Dictionary<char, char> Pairs(string pairs) =>
        pairs.Split(' ').ToDictionary(pair => pair[0], pair => pair[1]);
}
