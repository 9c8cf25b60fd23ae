using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>
/// AdamW in one pass over memory: TorchSharp's own runs a dozen small operations a tensor and takes about as long as the
/// forward and backward passes of a ResNet-18 U-Net together.
/// </summary>
/// <remarks>
/// Loshchilov and Hutter, <see href="https://arxiv.org/abs/1711.05101">Decoupled weight decay regularization</see>,
/// algorithm 2, with PyTorch's constants. Only kernels decay, not batch norms and biases, as in He et al.,
/// <see href="https://arxiv.org/abs/1812.01187">Bag of tricks</see>, section 3.1. Parameters on another device than the
/// CPU are updated with tensor operations by the same formula.
/// </remarks>
internal sealed class AdamW : IDisposable
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;
    private const int ChunkValues = 1 << 16;

    private readonly List<Slot> slots;
    private readonly List<(Slot Slot, int Start)> chunks = [];
    private readonly float decay;
    private int step;

    /// <summary>Creates the optimiser with one rate for all parameters.</summary>
    /// <param name="parameters">What is learned, float32.</param>
    /// <param name="decay">Weight decay of the kernels, per unit of learning rate.</param>
    public AdamW(IEnumerable<Tensor> parameters, double decay)
        : this(parameters.Select(p => (p, 1.0)), decay) { }

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">What is learned, float32, and each one's share of the learning rate.</param>
    /// <param name="decay">Weight decay of the kernels, per unit of learning rate.</param>
    public AdamW(IEnumerable<(Tensor Values, double Share)> parameters, double decay)
    {
        this.decay = (float)decay;
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        slots = [.. parameters.Select(p => new Slot(p.Values, (float)p.Share))];
        foreach (var slot in slots)
        {
            for (var start = 0; start < slot.Count; start += ChunkValues)
            {
                chunks.Add((slot, start));
            }
        }
    }

    /// <summary>Forgets all gradients.</summary>
    public void ClearGradients()
    {
        foreach (var slot in slots)
        {
            slot.Parameter.grad = null;
        }
    }

    /// <summary>Gets the steps that were made.</summary>
    public int Steps => step;

    /// <summary>Moves every parameter that has a gradient.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="longest">The longest gradient, as its norm over all parameters: a longer one is scaled down to it (Pascanu
    /// et al. 2013, <see href="https://arxiv.org/abs/1211.5063">On the difficulty of training recurrent neural networks</see>,
    /// algorithm 1); null never scales.</param>
    public void Step(double rate, double? longest = null)
    {
        step++;
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var size = (float)(rate / (1 - Math.Pow(Beta1, step)));
        var correction = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        foreach (var slot in slots)
        {
            slot.Gradient = slot.Parameter.grad is { } gradient ? slot.Plain(gradient).contiguous() : null;
        }

        if (longest is { } norm)
        {
            Shorten(norm);
        }

        if (slots[0].Values.device_type == TorchSharp.DeviceType.CPU)
        {
            Parallel.ForEach(
                chunks,
                c => Update(c.Slot, c.Start, (float)rate * c.Slot.Share, size * c.Slot.Share, correction)
            );
            return;
        }

        foreach (var slot in slots.Where(s => s.Gradient is not null))
        {
            UpdateOnDevice(slot, rate * slot.Share, size * slot.Share, correction);
        }
    }

    /// <summary>Copies the moments out, so that an optimiser of the same parameters can go on from them.</summary>
    /// <returns>The first and the second moment of each parameter, in its own order of memory.</returns>
    public IReadOnlyList<(float[] First, float[] Second)> Export()
    {
        using var scope = NewDisposeScope();
        return [.. slots.Select(s => (Copy(s.First), Copy(s.Second)))];

        static float[] Copy(Tensor x) => MemoryMarshal.Cast<byte, float>(x.cpu().bytes).ToArray();
    }

    /// <summary>Goes on from where another optimiser of the same parameters was.</summary>
    /// <param name="moments">What <see cref="Export"/> gave.</param>
    /// <param name="steps">The steps that it had made.</param>
    public void Import(IReadOnlyList<(float[] First, float[] Second)> moments, int steps)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (slot, (first, second)) in slots.Zip(moments))
        {
            slot.First.copy_(tensor(first, slot.First.shape));
            slot.Second.copy_(tensor(second, slot.Second.shape));
        }

        step = steps;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in slots)
        {
            slot.Dispose();
        }
    }

    /// <summary>Scales all gradients so that their common norm is at most a bound; adds up in a fixed order.</summary>
    private void Shorten(double longest)
    {
        using Scalar two = 2;
        var squares = slots.Where(s => s.Gradient is not null).Select(s => s.Gradient!.pow(two).sum()).ToList();
        var norm = Math.Sqrt(squares.Sum(s => (double)s.item<float>()));
        if (!(norm > longest))
        {
            return;
        }

        using Scalar factor = longest / norm;
        foreach (var slot in slots.Where(s => s.Gradient is not null))
        {
            slot.Gradient!.mul_(factor);
        }
    }

    private void Update(Slot slot, int start, float rate, float size, float correction)
    {
        if (slot.Gradient is null)
        {
            return;
        }

        var count = Math.Min(ChunkValues, slot.Count - start);
        var w = Floats(slot.Values, start, count);
        var g = Floats(slot.Gradient, start, count);
        var m = Floats(slot.First, start, count);
        var v = Floats(slot.Second, start, count);
        var keep = slot.Decays ? 1 - (rate * decay) : 1f;
        var vectors = count - (count % Vector<float>.Count);
        var wv = Vectors(w);
        var gv = Vectors(g);
        var mv = Vectors(m);
        var vv = Vectors(v);
        for (var i = 0; i < wv.Length; i++)
        {
            mv[i] = (mv[i] * Beta1) + (gv[i] * (1 - Beta1));
            vv[i] = (vv[i] * Beta2) + (gv[i] * gv[i] * (1 - Beta2));
            var root = (Vector.SquareRoot(vv[i]) * correction) + new Vector<float>(Epsilon);
            wv[i] = (wv[i] * keep) - (mv[i] * size / root);
        }

        for (var i = vectors; i < count; i++)
        {
            m[i] = (m[i] * Beta1) + (g[i] * (1 - Beta1));
            v[i] = (v[i] * Beta2) + (g[i] * g[i] * (1 - Beta2));
            w[i] = (w[i] * keep) - (m[i] * size / ((MathF.Sqrt(v[i]) * correction) + Epsilon));
        }
    }

    private void UpdateOnDevice(Slot slot, double rate, float size, float correction)
    {
        // Scalars are held to the end of the method: see TorchOps.
        using Scalar beta1 = Beta1;
        using Scalar rest1 = 1 - Beta1;
        using Scalar beta2 = Beta2;
        using Scalar rest2 = 1 - Beta2;
        using Scalar keep = slot.Decays ? 1 - (rate * decay) : 1;
        using Scalar root = correction;
        using Scalar epsilon = Epsilon;
        using Scalar move = -size;
        var gradient = slot.Gradient!;
        slot.First.mul_(beta1).add_(gradient, rest1);
        slot.Second.mul_(beta2).addcmul_(gradient, gradient, rest2);
        slot.Values.mul_(keep);
        slot.Values.addcdiv_(slot.First, slot.Second.sqrt().mul_(root).add_(epsilon), move);
    }

    private static Span<float> Floats(Tensor x, int start, int count) =>
        MemoryMarshal.Cast<byte, float>(x.bytes).Slice(start, count);

    private static Span<Vector<float>> Vectors(Span<float> x) => MemoryMarshal.Cast<float, Vector<float>>(x);

    /// <summary>A parameter, its values as contiguous memory, and its two moments.</summary>
    private sealed class Slot : IDisposable
    {
        private readonly bool channelsLast;

        public Slot(Tensor parameter, float share)
        {
            (Parameter, Share) = (parameter, share);
            using var turned = parameter.dim() == 4 ? parameter.permute(0, 2, 3, 1) : null;
            channelsLast = turned?.is_contiguous() ?? false;
            Values = Plain(parameter.detach()).DetachFromDisposeScope();
            First = zeros_like(Values).DetachFromDisposeScope();
            Second = zeros_like(Values).DetachFromDisposeScope();
            Count = checked((int)parameter.numel());
            Decays = parameter.dim() == 4;
        }

        public Tensor Parameter { get; }

        public float Share { get; }

        public Tensor Values { get; }

        public Tensor First { get; }

        public Tensor Second { get; }

        public Tensor? Gradient { get; set; }

        public int Count { get; }

        public bool Decays { get; }

        /// <summary>Sees a kernel that lies channels-last as (out, kernel, kernel, in), which is contiguous.</summary>
        public Tensor Plain(Tensor x) => channelsLast ? x.permute(0, 2, 3, 1) : x.alias();

        public void Dispose()
        {
            Values.Dispose();
            First.Dispose();
            Second.Dispose();
        }
    }
}
