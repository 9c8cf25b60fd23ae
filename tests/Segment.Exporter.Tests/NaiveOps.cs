using Segment.Networks.Ops;

namespace Segment.Exporter.Tests;

/// <summary>
/// What <see cref="IOps{T}"/> says, in plain loops of double precision: the reference that graphs are compared with. Batch
/// norms are applied as written, not folded.
/// </summary>
internal sealed class NaiveOps(Func<string, float[]> weights) : IOps<NaiveMap>
{
    public NaiveMap Conv(
        NaiveMap x,
        Scope w,
        int channels,
        int kernel,
        int stride = 1,
        bool bias = false,
        int dilation = 1,
        int groups = 1
    ) => Convolve(x, w, new(channels, kernel, stride, dilation, groups, kernel / 2 * dilation), bias);

    public NaiveMap Patches(NaiveMap x, Scope w, int channels, int size) =>
        Convolve(x, w, new(channels, size, size, 1, 1, 0), bias: true);

    public NaiveMap BatchNorm(NaiveMap x, Scope w, float epsilon = NormConstants.BatchEpsilon)
    {
        var (scale, shift) = (weights(w["weight"].Path), weights(w["bias"].Path));
        var (mean, variance) = (weights(w["running_mean"].Path), weights(w["running_var"].Path));
        return Map(x, (c, v) => ((v - mean[c]) / Math.Sqrt(variance[c] + (double)epsilon) * scale[c]) + shift[c]);
    }

    public NaiveMap LayerNorm(NaiveMap x, Scope w)
    {
        var (scale, shift) = (weights(w["weight"].Path), weights(w["bias"].Path));
        return Made(
            (x.C, x.H, x.W),
            (c, row, column) =>
            {
                var pixel = Enumerable.Range(0, x.C).Select(i => x[i, row, column]).ToArray();
                var mean = pixel.Average();
                var variance = pixel.Average(v => (v - mean) * (v - mean));
                return ((pixel[c] - mean) / Math.Sqrt(variance + 1e-6) * scale[c]) + shift[c];
            }
        );
    }

    public NaiveMap ScaleChannels(NaiveMap x, Scope parameter)
    {
        var factors = weights(parameter.Path);
        return Map(x, (c, v) => v * factors[c]);
    }

    public NaiveMap MaxPool(NaiveMap x, int kernel = 3) =>
        Made(
            (x.C, CeilDiv(x.H, 2), CeilDiv(x.W, 2)),
            (c, i, j) => Cells(x, c, (2 * i) + 2 - kernel, (2 * i) + 1, (2 * j) + 2 - kernel, (2 * j) + 1).Max()
        );

    public NaiveMap AveragePool(NaiveMap x) =>
        Made(
            (x.C, CeilDiv(x.H, 2), CeilDiv(x.W, 2)),
            (c, i, j) => Cells(x, c, 2 * i, (2 * i) + 1, 2 * j, (2 * j) + 1).Average()
        );

    public NaiveMap PoolTo(NaiveMap x, int bins)
    {
        int First(int i, int size) => (int)Math.Floor(i * size / (double)bins);
        int Last(int i, int size) => (int)Math.Ceiling((i + 1) * size / (double)bins) - 1;
        return Made(
            (x.C, bins, bins),
            (c, i, j) => Cells(x, c, First(i, x.H), Last(i, x.H), First(j, x.W), Last(j, x.W)).Average()
        );
    }

    public NaiveMap StretchTo(NaiveMap x, NaiveMap like) =>
        Made(
            (x.C, like.H, like.W),
            (c, row, column) => Between(x, c, ((row + 0.5) * x.H / like.H) - 0.5, ((column + 0.5) * x.W / like.W) - 0.5)
        );

    public NaiveMap Activate(NaiveMap x, Activation function) =>
        Map(
            x,
            (_, v) =>
                function switch
                {
                    Activation.Relu => Math.Max(v, 0),
                    Activation.Relu6 => Math.Clamp(v, 0, 6),
                    Activation.HardSwish => v * Math.Clamp((v / 6) + 0.5, 0, 1),
                    Activation.HardSigmoid => Math.Clamp((v / 6) + 0.5, 0, 1),
                    Activation.Sigmoid => 1 / (1 + Math.Exp(-v)),
                    Activation.Silu => v / (1 + Math.Exp(-v)),
                    Activation.Gelu => v * NormalDistribution(v),
                    _ => throw new ArgumentOutOfRangeException(nameof(function)),
                }
        );

    public NaiveMap Add(NaiveMap a, NaiveMap b) => a with { Values = [.. a.Values.Zip(b.Values, (p, q) => p + q)] };

    public NaiveMap Multiply(NaiveMap x, NaiveMap factor) =>
        Made(
            (x.C, x.H, x.W),
            (c, row, column) => x[c, row, column] * (factor.H == 1 ? factor[c, 0, 0] : factor[c, row, column])
        );

    public NaiveMap Concat(NaiveMap a, NaiveMap b) => new(a.C + b.C, a.H, a.W, [.. a.Values, .. b.Values]);

    public NaiveMap UpsampleTo(NaiveMap x, NaiveMap like, int factor, Upsampling method = Upsampling.Nearest) =>
        Made(
            (x.C, like.H, like.W),
            (c, row, column) =>
                method == Upsampling.Nearest
                    ? x[c, row / factor, column / factor]
                    : Between(x, c, ((row + 0.5) / factor) - 0.5, ((column + 0.5) / factor) - 0.5)
        );

    public int Channels(NaiveMap x) => x.C;

    private NaiveMap Convolve(NaiveMap x, Scope w, Shape shape, bool bias)
    {
        var (channels, kernel, stride, dilation, groups, offset) = shape;
        var values = weights(w["weight"].Path);
        var constants = bias ? weights(w["bias"].Path) : new float[channels];
        var (inputs, outputs, window) = (x.C / groups, channels / groups, kernel * kernel);
        var taps = inputs * window;
        return Made(
            (channels, CeilDiv(x.H, stride), CeilDiv(x.W, stride)),
            (o, row, column) =>
            {
                double sum = constants[o];
                for (var tap = 0; tap < taps; tap++)
                {
                    var c = (o / outputs * inputs) + (tap / window);
                    var y = (row * stride) - offset + (tap / kernel % kernel * dilation);
                    var z = (column * stride) - offset + (tap % kernel * dilation);
                    if (y >= 0 && y < x.H && z >= 0 && z < x.W)
                    {
                        sum += values[(o * taps) + tap] * x[c, y, z];
                    }
                }

                return sum;
            }
        );
    }

    /// <summary>The values of a rectangle, as far as the map goes.</summary>
    private static IEnumerable<double> Cells(NaiveMap x, int c, int top, int bottom, int left, int right) =>
        from row in Enumerable.Range(top, bottom - top + 1)
        from column in Enumerable.Range(left, right - left + 1)
        where row >= 0 && row < x.H && column >= 0 && column < x.W
        select x[c, row, column];

    private static double Between(NaiveMap x, int c, double row, double column)
    {
        (row, column) = (Math.Clamp(row, 0, x.H - 1), Math.Clamp(column, 0, x.W - 1));
        var (i, j) = ((int)row, (int)column);
        var (below, right) = (Math.Min(i + 1, x.H - 1), Math.Min(j + 1, x.W - 1));
        var upper = double.Lerp(x[c, i, j], x[c, i, right], column - j);
        return double.Lerp(upper, double.Lerp(x[c, below, j], x[c, below, right], column - j), row - i);
    }

    /// <summary>Φ by Simpson's rule from 0, where it is ½.</summary>
    private static double NormalDistribution(double x)
    {
        const int Steps = 200;
        var h = x / Steps;
        static double Density(double t) => Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI);
        var sum = Density(0) + Density(x);
        for (var i = 1; i < Steps; i++)
        {
            sum += (i % 2 == 1 ? 4 : 2) * Density(i * h);
        }

        return 0.5 + (sum * h / 3);
    }

    private static NaiveMap Made((int C, int H, int W) size, Func<int, int, int, double> value)
    {
        var y = new NaiveMap(size.C, size.H, size.W);
        for (var i = 0; i < y.Values.Length; i++)
        {
            y.Values[i] = value(i / (size.H * size.W), i / size.W % size.H, i % size.W);
        }

        return y;
    }

    private static NaiveMap Map(NaiveMap x, Func<int, double, double> f)
    {
        var plane = x.H * x.W;
        return x with { Values = [.. x.Values.Select((v, i) => f(i / plane, v))] };
    }

    private static int CeilDiv(int n, int d) => (n + d - 1) / d;

    private sealed record Shape(int Channels, int Kernel, int Stride, int Dilation, int Groups, int Offset);
}
