using System.Runtime.InteropServices;
using Segment.Networks;
using Segment.Networks.Ops;
using Segment.PackageFormat;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Segment.Trainer.Torch;

/// <summary>
/// A network's weights as tensors, registered under their dotted names, and its forward pass. Kernels lie channels-last in
/// memory, which libtorch's convolutions prefer.
/// </summary>
internal sealed class TorchNetwork : nn.Module<Tensor, Tensor>
{
    private readonly SegmentationNetwork network;
    private readonly ComputeDevice compute;
    private readonly Dictionary<string, Tensor> values = new(StringComparer.Ordinal);
    private string? frozenPrefix;

    /// <summary>Creates the network with fresh weights.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="compute">Where it lives and how its convolutions run while training.</param>
    public TorchNetwork(SegmentationNetwork network, int seed, ComputeDevice compute)
        : base("network")
    {
        this.network = network;
        this.compute = compute;
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)(uint)seed);
        foreach (var declared in network.Declare().Parameters.Values)
        {
            // What is given to a Parameter is empty afterwards, and goes with the scope.
            var value = ChannelsLast(Start(declared, generator).to(compute.Device));
            if (declared.IsLearned)
            {
                var parameter = new Parameter(value);
                parameter.DetachFromDisposeScope();
                register_parameter(declared.Name, parameter);
                values[declared.Name] = parameter;
            }
            else
            {
                value = value.clone().DetachFromDisposeScope();
                register_buffer(declared.Name, value);
                values[declared.Name] = value;
            }
        }
    }

    /// <summary>Gets every parameter and running statistic by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Values => values;

    /// <summary>Gets every learned parameter by name, in the order of the layers.</summary>
    public IEnumerable<(string Name, Tensor Values)> Learned =>
        network.Declare().Parameters.Values.Where(p => p.IsLearned).Select(p => (p.Name, values[p.Name]));

    /// <summary>Leaves parameters as they are while the others are trained; their batch norms use their own statistics.</summary>
    /// <param name="prefix">What the names of the parameters begin with.</param>
    /// <param name="except">Full names of those that are trained all the same.</param>
    public void Freeze(string prefix, IReadOnlySet<string> except)
    {
        frozenPrefix = prefix;
        foreach (var (name, value) in Learned)
        {
            value.requires_grad = !name.StartsWith(prefix, StringComparison.Ordinal) || except.Contains(name);
        }
    }

    /// <summary>Computes logits: in bfloat16 while training where the device favours it, else in float32.</summary>
    /// <param name="input">Normalized image, (N, bands, H, W), on the network's device.</param>
    /// <returns>Logits, float32, (N, classes, H, W).</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var ops = new TorchOps(values, training, reduced: training && compute.BFloat16, frozenPrefix);
        return network.Apply(ops, input).to_type(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the logits of one image from its raw values, in float32.</summary>
    /// <param name="pixels">Raw samples, (bands, H, W), all finite.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="normalization">One centre and one scale for each band.</param>
    /// <returns>Logits, (classes, H, W).</returns>
    public float[] Logits(float[] pixels, int height, int width, Normalization normalization)
    {
        eval();
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var x = tensor(pixels, [1, pixels.Length / (height * width), height, width])
            .sub_(PerBand(normalization.Center))
            .div_(PerBand(normalization.Scale));
        var logits = forward(x.to(compute.Device)).cpu().contiguous();
        return MemoryMarshal.Cast<byte, float>(logits.bytes).ToArray();
    }

    /// <summary>Makes one value a band fit an image.</summary>
    /// <param name="values">One value a band.</param>
    /// <returns>(bands, 1, 1), float32.</returns>
    public static Tensor PerBand(IReadOnlyList<double> values) =>
        tensor(values.Select(v => (float)v).ToArray(), [values.Count, 1, 1]);

    /// <summary>Copies all values out.</summary>
    /// <returns>Row-major float32 values by name.</returns>
    public Dictionary<string, float[]> Export()
    {
        using var scope = NewDisposeScope();
        return values.ToDictionary(
            v => v.Key,
            v => MemoryMarshal.Cast<byte, float>(v.Value.detach().cpu().contiguous().bytes).ToArray(),
            StringComparer.Ordinal
        );
    }

    /// <summary>Replaces all values.</summary>
    /// <param name="weights">Row-major float32 values by name; every parameter must be there, with its number of values.</param>
    /// <exception cref="ArgumentException">A parameter is missing or has another number of values.</exception>
    public void Import(IReadOnlyDictionary<string, float[]> weights)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, value) in values)
        {
            if (!weights.TryGetValue(name, out var data) || data.LongLength != value.numel())
            {
                throw new ArgumentException($"Weights of '{name}' do not fit the network.", nameof(weights));
            }

            value.copy_(tensor(data, value.shape));
        }
    }

    // Liu et al. 2022 (https://arxiv.org/abs/2201.03545), appendix A.1; held, because libtorch reads it by reference.
    private static readonly Scalar LayerScaleStart = 1e-6;

    private static Tensor Start(ParameterDeclaration declared, Generator generator)
    {
        long[] shape = [.. declared.Shape];
        return declared.Kind switch
        {
            ParameterKind.ConvolutionWeight => Kernel(shape, generator),
            ParameterKind.NormWeight or ParameterKind.RunningVariance => ones(shape),
            ParameterKind.LayerScale => full(shape, LayerScaleStart),
            _ => zeros(shape),
        };
    }

    /// <summary>He et al. 2015, equation 10 (https://arxiv.org/abs/1502.01852): variance 2 / fan-in for kernels before a ReLU.</summary>
    private static Tensor Kernel(long[] shape, Generator generator)
    {
        using Scalar spread = Math.Sqrt(2.0 / (shape[1] * shape[2] * shape[3]));
        return randn(shape, generator: generator).mul_(spread);
    }

    private static Tensor ChannelsLast(Tensor x) =>
        x.dim() == 4 ? x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : x;
}
