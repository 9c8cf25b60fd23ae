namespace Segment.Networks.Ops;

/// <summary>
/// Which input pixels can influence the values of a feature map, along one axis (rows and columns behave alike). What
/// holds for position i holds for i + <see cref="Period"/>, moved by Period · Stride input pixels.
/// </summary>
public sealed class PixelReach
{
    private readonly int[] first;
    private readonly int[] last;

    /// <summary>Initializes a new instance of the <see cref="PixelReach"/> class.</summary>
    /// <param name="channels">Channels of the map.</param>
    /// <param name="stride">Input pixels per map pixel.</param>
    /// <param name="period">Positions after which the pattern repeats, from 1.</param>
    /// <param name="reach">For a position from 0 to <paramref name="period"/> − 1: the first and the last input pixel.</param>
    /// <param name="isGlobal">Whether the values also depend on the whole tile through means over it.</param>
    internal PixelReach(
        int channels,
        int stride,
        int period,
        Func<int, (int First, int Last)> reach,
        bool isGlobal = false
    )
    {
        Channels = channels;
        IsGlobal = isGlobal;
        Stride = stride;
        first = new int[period];
        last = new int[period];
        for (var i = 0; i < period; i++)
        {
            (first[i], last[i]) = reach(i);
        }
    }

    /// <summary>Gets the image itself: each pixel depends on itself only.</summary>
    /// <param name="channels">Bands.</param>
    /// <returns>The reach of the network's input.</returns>
    public static PixelReach Image(int channels) => new(channels, 1, 1, i => (i, i));

    /// <summary>Gets the channels of the map.</summary>
    public int Channels { get; }

    /// <summary>
    /// Gets a value indicating whether the values depend, besides the pixels of <see cref="At"/>, on means over the whole
    /// tile: then no padding makes a tile's values those of the whole scene.
    /// </summary>
    public bool IsGlobal { get; }

    /// <summary>Gets how many input pixels one map pixel stands for.</summary>
    public int Stride { get; }

    /// <summary>Gets after how many positions the pattern repeats.</summary>
    public int Period => first.Length;

    /// <summary>
    /// Gets how far apart, in input pixels, an input pixel and a map value that depends on it can be; the map value at
    /// position i lies at input pixel i · <see cref="Stride"/>.
    /// </summary>
    public int Radius =>
        Enumerable.Range(0, Period).Max(i => Math.Max((i * Stride) - first[i], last[i] - (i * Stride)));

    /// <summary>Gets the input pixels that the value at a position depends on.</summary>
    /// <param name="position">Any position of an endless map, negative ones too.</param>
    /// <returns>The first and the last input pixel.</returns>
    public (int First, int Last) At(int position)
    {
        var phase = ((position % Period) + Period) % Period;
        var shift = (position - phase) * Stride;
        return (first[phase] + shift, last[phase] + shift);
    }
}
