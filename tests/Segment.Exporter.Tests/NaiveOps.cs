using Segment.Networks.Ops;

namespace Segment.Exporter.Tests;

/// <summary>
/// What <see cref="IOps{T}"/> says, in plain loops of double precision: the reference that graphs are compared with. Batch
/// norms are applied as written, not folded.
/// </summary>
internal sealed class NaiveOps(Func<string, float[]> weights) : IOps<NaiveMap>
{
    public NaiveMap Conv(NaiveMap x, Scope w, int channels, int kernel, int stride = 1, bool bias = false)
    {
        var values = weights(w["weight"].Path);
        var constants = bias ? weights(w["bias"].Path) : new float[channels];
        var y = new NaiveMap(channels, CeilDiv(x.H, stride), CeilDiv(x.W, stride));
        for (var o = 0; o < channels; o++)
        {
            for (var row = 0; row < y.H; row++)
            {
                for (var column = 0; column < y.W; column++)
                {
                    var (top, left) = ((row * stride) - (kernel / 2), (column * stride) - (kernel / 2));
                    y[o, row, column] =
                        constants[o] + Window(x, values.AsSpan(o * x.C * kernel * kernel), kernel, top, left);
                }
            }
        }

        return y;
    }

    public NaiveMap BatchNorm(NaiveMap x, Scope w)
    {
        var (scale, shift) = (weights(w["weight"].Path), weights(w["bias"].Path));
        var (mean, variance) = (weights(w["running_mean"].Path), weights(w["running_var"].Path));
        return Map(x, (c, v) => ((v - mean[c]) / Math.Sqrt(variance[c] + 1e-5) * scale[c]) + shift[c]);
    }

    public NaiveMap MaxPool(NaiveMap x)
    {
        var y = new NaiveMap(x.C, CeilDiv(x.H, 2), CeilDiv(x.W, 2));
        Array.Fill(y.Values, double.NegativeInfinity);
        for (var c = 0; c < x.C; c++)
        {
            for (var row = 0; row < x.H; row++)
            {
                for (var column = 0; column < x.W; column++)
                {
                    // The windows that cover the pixel: i with 2i − 1 <= row <= 2i + 1.
                    for (var i = row / 2; i <= Math.Min((row + 1) / 2, y.H - 1); i++)
                    {
                        for (var j = column / 2; j <= Math.Min((column + 1) / 2, y.W - 1); j++)
                        {
                            y[c, i, j] = Math.Max(y[c, i, j], x[c, row, column]);
                        }
                    }
                }
            }
        }

        return y;
    }

    public NaiveMap Relu(NaiveMap x) => Map(x, (_, v) => Math.Max(v, 0));

    public NaiveMap Add(NaiveMap a, NaiveMap b) => a with { Values = [.. a.Values.Zip(b.Values, (p, q) => p + q)] };

    public NaiveMap Concat(NaiveMap a, NaiveMap b) => new(a.C + b.C, a.H, a.W, [.. a.Values, .. b.Values]);

    public NaiveMap UpsampleTo(NaiveMap x, NaiveMap like, int factor)
    {
        var y = new NaiveMap(x.C, like.H, like.W);
        for (var c = 0; c < x.C; c++)
        {
            for (var row = 0; row < y.H; row++)
            {
                for (var column = 0; column < y.W; column++)
                {
                    y[c, row, column] = x[c, row / factor, column / factor];
                }
            }
        }

        return y;
    }

    public int Channels(NaiveMap x) => x.C;

    private static double Window(NaiveMap x, ReadOnlySpan<float> kernel, int side, int top, int left)
    {
        var (sum, tap) = (0.0, 0);
        for (var c = 0; c < x.C; c++)
        {
            for (var row = top; row < top + side; row++)
            {
                for (var column = left; column < left + side; column++, tap++)
                {
                    if (row >= 0 && row < x.H && column >= 0 && column < x.W)
                    {
                        sum += kernel[tap] * x[c, row, column];
                    }
                }
            }
        }

        return sum;
    }

    private static NaiveMap Map(NaiveMap x, Func<int, double, double> f)
    {
        var plane = x.H * x.W;
        return x with { Values = [.. x.Values.Select((v, i) => f(i / plane, v))] };
    }

    private static int CeilDiv(int n, int d) => (n + d - 1) / d;
}
