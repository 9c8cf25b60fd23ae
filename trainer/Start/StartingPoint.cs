using System.Security.Cryptography;
using Segment.Networks;
using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Options;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Start;

/// <summary>Where a training's weights start: at random, from published weights, or from a package.</summary>
internal sealed class StartingPoint : IDisposable
{
    /// <summary>The model type where neither the options nor a package name one.</summary>
    public const string DefaultModelType = "unet";

    /// <summary>The backbone where neither the options nor a package name one.</summary>
    public const string DefaultBackbone = "light";

    private readonly TrainOptions options;
    private readonly Action<string> notice;
    private readonly PretrainedModel? model;
    private readonly PublishedWeights? published;
    private readonly PublishedMatch? match;
    private bool fitsBands;
    private bool told;

    /// <summary>Opens what the options name, so that what is wrong with it shows before chips are read.</summary>
    /// <param name="options">The options, without problems.</param>
    /// <param name="notice">Told what is taken over and what is not.</param>
    /// <exception cref="SegmentDataException">A file cannot be used, or contradicts the options.</exception>
    public StartingPoint(TrainOptions options, Action<string> notice)
    {
        (this.options, this.notice) = (options, notice);
        if (options.Start.PretrainedModel is { } package)
        {
            model = PretrainedModel.Open(package);
            RequireAgreement(package, model.Spec);
        }
        else if (options.Start.Weights is { } file)
        {
            published = new PublishedWeights(file);
            match = published.Match(EncoderCatalog.Get(options.BackboneModel ?? DefaultBackbone));
        }
    }

    /// <summary>Gets a line for the report.</summary>
    public string Description =>
        options.Start switch
        {
            { PretrainedModel: { } package } => $"continued from {Path.GetFileName(package)}",
            { Weights: { } file } => $"encoder from {Path.GetFileName(file)}",
            _ => "at random",
        };

    /// <summary>Gets a value indicating whether the backbone starts with trained weights.</summary>
    public bool IsTrained => Source is not null;

    /// <summary>Gets what tells these weights from others.</summary>
    public string Fingerprint
    {
        get
        {
            if (Source is null)
            {
                return "random";
            }

            using var stream = File.OpenRead(Source);
            return $"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(stream))}";
        }
    }

    private string? Source => options.Start.PretrainedModel ?? options.Start.Weights;

    /// <summary>Names the parameters of the backbone that are not as they were trained, and so are to be trained in any case.</summary>
    /// <param name="network">The network, after <see cref="Apply"/>.</param>
    /// <returns>The first convolution where it was fitted to other bands; else nothing.</returns>
    public IReadOnlySet<string> Untrained(SegmentationNetwork network) =>
        fitsBands
            ? new HashSet<string>(StringComparer.Ordinal) { $"encoder.{InputKernel.Of(network.Encoder)}" }
            : new HashSet<string>();

    /// <summary>Decides the network: as asked for, else as the package has it, else the default.</summary>
    /// <param name="bands">How many bands it reads.</param>
    /// <param name="classes">How many classes it tells apart.</param>
    /// <returns>The network.</returns>
    public NetworkSpec Spec(int bands, int classes)
    {
        var spec = new NetworkSpec(
            options.ModelType ?? model?.Spec.ModelType ?? DefaultModelType,
            options.BackboneModel ?? model?.Spec.BackboneModel ?? DefaultBackbone,
            bands,
            classes
        );
        return (options.PyramidSizes ?? model?.Spec.PyramidSizes) is { } sizes
            ? spec with
            {
                PyramidSizes = sizes,
            }
            : spec;
    }

    /// <summary>Chooses the normalisation.</summary>
    /// <param name="estimate">That of the chips.</param>
    /// <param name="bands">The bands of the chips.</param>
    /// <returns>The estimate with the chosen normalisation.</returns>
    public NormalizationEstimate Normalize(NormalizationEstimate estimate, IReadOnlyList<BandDefinition> bands) =>
        model?.Normalize(estimate, bands, notice) ?? estimate;

    /// <summary>Puts the weights into a network that has random ones. What is done is told the first time.</summary>
    /// <param name="network">The network.</param>
    /// <param name="target">Its weights.</param>
    /// <param name="bands">The bands that it reads.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="images">Normalized training batches, each (N, bands, H, W), made when they are asked for.</param>
    /// <exception cref="SegmentDataException">The weights do not fit.</exception>
    public void Apply(
        SegmentationNetwork network,
        TorchNetwork target,
        IReadOnlyList<BandDefinition> bands,
        IReadOnlyList<LandCoverClass> classes,
        IEnumerable<Tensor> images
    )
    {
        var scheme = options.Start.WeightInitScheme;
        var weights = target.Export();
        Action<string> tell = told ? _ => { } : notice;
        told = true;
        if (model is not null)
        {
            model.Load(bands, classes, weights, scheme, tell);
            target.Import(weights);
            NormStatistics.Restore(network, target, images);
            fitsBands = scheme == WeightInitScheme.AllRandom || !model.Knows(bands);
        }
        else if (published is not null && match is not null)
        {
            var kernels = new BandKernels([.. bands.Select(b => b.Name)], scheme);
            published.Load(match, network, weights, kernels, tell);
            target.Import(weights);
            fitsBands = kernels.Fits;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => published?.Dispose();

    private void RequireAgreement(string package, NetworkSpec known)
    {
        var sizes = DecoderCatalog.Get(known.ModelType).PoolsPyramids ? string.Join(',', known.PyramidSizes) : "none";
        List<(string Option, string? Given, string Known)> given =
        [
            ("--model-type", Decoder(options.ModelType), known.ModelType),
            ("--backbone-model", Encoder(options.BackboneModel), known.BackboneModel),
            ("--pyramid-sizes", options.PyramidSizes is { } asked ? string.Join(',', asked) : null, sizes),
        ];
        foreach (var (option, value, stored) in given.Where(o => o.Given is not null && o.Given != o.Known))
        {
            throw new SegmentDataException(
                $"{option} is {value}, and the network of --pretrained-model {package} has {stored}: leave {option} out, or take another package."
            );
        }

        static string? Decoder(string? name) => name is null ? null : DecoderCatalog.Get(name).Name;
        static string? Encoder(string? name) => name is null ? null : EncoderCatalog.Get(name).Name;
    }
}
