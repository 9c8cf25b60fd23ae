using Segment.Exporter;
using Segment.Networks;
using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Options;
using Segment.Trainer.Packaging;
using Segment.Trainer.Torch;
using TorchSharp;

namespace Segment.Trainer.Start;

/// <summary>A package to continue from: what it was trained on, and its weights.</summary>
internal sealed class PretrainedModel
{
    // How far the graph's weights, read back, may be from the package's own golden logits.
    private const double Tolerance = 1e-3;

    // Chips of other units (reflectance for digital numbers, 8 for 16 bits) lie much farther away; another season does not.
    private const double FarthestCenter = 5;
    private const double LargestScaleRatio = 10;
    private const string Head = "segmentation_head.";

    private readonly string path;
    private readonly ModelDefinition definition;
    private readonly SegmentationNetwork network;
    private readonly IReadOnlyDictionary<string, float[]> weights;

    private PretrainedModel(
        string path,
        ModelDefinition definition,
        SegmentationNetwork network,
        IReadOnlyDictionary<string, float[]> weights
    )
    {
        (this.path, this.definition) = (path, definition);
        (this.network, this.weights) = (network, weights);
    }

    /// <summary>Gets the package's network.</summary>
    public NetworkSpec Spec => network.Spec;

    private string File => Path.GetFileName(path);

    /// <summary>Opens a package, reads its weights and compares what they compute with what the package says.</summary>
    /// <param name="path">The package.</param>
    /// <returns>The model.</returns>
    /// <exception cref="SegmentDataException">It is no sound package, or its weights cannot be read back.</exception>
    public static PretrainedModel Open(string path)
    {
        using var package = ModelPackage.Open(path);
        var known = DefinedNetwork.Of(package.Definition);
        var values = NetworkImporter.Import(known, package.Graph);
        using var model = new TorchNetwork(known, seed: 0, new ComputeDevice(DeviceType.CPU, BFloat16: false));
        model.Import(values);
        var golden = package.Golden;
        var logits = model.Logits(golden.Pixels, golden.Height, golden.Width, package.Definition.Normalization);
        var difference = ParityGate.RelativeDifference(logits, golden.Logits);
        return difference <= Tolerance
            ? new PretrainedModel(path, package.Definition, known, values)
            : throw new SegmentDataException(
                $"--pretrained-model {path} cannot be continued: with its weights, {known.Decoder.Name} over {known.Encoder.Name} computes "
                    + $"logits that differ from the package's own by {difference:0.0e+0} relative ({Tolerance:0.0e+0} is allowed). "
                    + "Another program may have changed its graph; train anew."
            );
    }

    /// <summary>Chooses the normalisation: the package's, which its weights know, unless the chips come in other units.</summary>
    /// <param name="estimate">That of the chips.</param>
    /// <param name="bands">The bands of the chips, those that the network does not read included.</param>
    /// <param name="notice">Told what was chosen, and why.</param>
    /// <returns>The estimate with the chosen normalisation.</returns>
    public NormalizationEstimate Normalize(
        NormalizationEstimate estimate,
        IReadOnlyList<BandDefinition> bands,
        Action<string> notice
    )
    {
        List<BandDefinition> read = [.. estimate.Bands.Select(b => bands[b])];
        var channels = BandOrder.Channels(read, definition.Bands);
        var (ours, theirs) = (estimate.Normalization, definition.Normalization);
        var far = Enumerable
            .Range(0, read.Count)
            .Where(b => channels[b] is var c && c >= 0 && IsFar(ours, b, theirs, c))
            .ToList();
        if (far.Count > 0)
        {
            var (b, c) = (far[0], channels[far[0]]);
            notice(
                $"The chips are normalised anew, not as in {File}: {read[b].Name} is {ours.Center[b]:0.###} ± {ours.Scale[b]:0.###} in the chips "
                    + $"and {theirs.Center[c]:0.###} ± {theirs.Scale[c]:0.###} in the package, which looks like other units."
            );
            return estimate;
        }

        notice($"The chips are normalised as in {File}, for which its weights were made.");
        return estimate with
        {
            Normalization = new Normalization(
                [.. ours.Center.Select((own, b) => channels[b] >= 0 ? theirs.Center[channels[b]] : own)],
                [.. ours.Scale.Select((own, b) => channels[b] >= 0 ? theirs.Scale[channels[b]] : own)]
            ),
        };
    }

    /// <summary>Fits the package's weights to a network for other bands and classes.</summary>
    /// <param name="bands">The bands that the network reads.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="fresh">Its random weights by name; those that the package knows are replaced.</param>
    /// <param name="scheme">Whether the first convolution starts at random.</param>
    /// <param name="notice">Told what was taken and what was not.</param>
    /// <exception cref="SegmentDataException">The package reads none of the bands.</exception>
    public void Load(
        IReadOnlyList<BandDefinition> bands,
        IReadOnlyList<LandCoverClass> classes,
        Dictionary<string, float[]> fresh,
        WeightInitScheme scheme,
        Action<string> notice
    )
    {
        var input = $"encoder.{InputKernel.Of(network.Encoder)}";
        var rows = ClassRows(classes);
        foreach (var (name, values) in weights)
        {
            if (name.StartsWith(Head, StringComparison.Ordinal))
            {
                CopyRows(values, definition.Classes.Count, rows, fresh[name]);
            }
            else if (name != input)
            {
                values.CopyTo(fresh[name], 0);
            }
            else if (scheme != WeightInitScheme.AllRandom)
            {
                CopyBands(values, Channels(bands), fresh[name]);
            }
        }

        Tell(bands, classes, rows, scheme, notice);
    }

    /// <summary>Tells whether the package reads all of these bands.</summary>
    /// <param name="bands">The bands.</param>
    /// <returns>False where one is new to it.</returns>
    public bool Knows(IReadOnlyList<BandDefinition> bands) =>
        Array.TrueForAll(BandOrder.Channels(bands, definition.Bands), c => c >= 0);

    private static bool IsFar(Normalization ours, int b, Normalization theirs, int c) =>
        Math.Abs(ours.Center[b] - theirs.Center[c]) > FarthestCenter * Math.Max(ours.Scale[b], theirs.Scale[c])
        || ours.Scale[b] > LargestScaleRatio * theirs.Scale[c]
        || theirs.Scale[c] > LargestScaleRatio * ours.Scale[b];

    private int[] Channels(IReadOnlyList<BandDefinition> bands)
    {
        var channels = BandOrder.Channels(bands, definition.Bands);
        return Array.Exists(channels, c => c >= 0)
            ? channels
            : throw new SegmentDataException(
                $"--pretrained-model {path} reads none of the chips' bands. The chips have {Names(bands)}; the package reads "
                    + $"{Names(definition.Bands)}. Rename the bands of the scene, or give --weight-init-scheme ALL_RANDOM to start the first "
                    + "convolution at random."
            );
    }

    /// <summary>The package's class for each class of the chips, by name; −1 where it has none.</summary>
    private int[] ClassRows(IReadOnlyList<LandCoverClass> classes) =>
        [
            .. classes.Select(wanted =>
                definition
                    .Classes.ToList()
                    .FindIndex(known =>
                        known.Name.Trim().Equals(wanted.Name.Trim(), StringComparison.OrdinalIgnoreCase)
                    )
            ),
        ];

    private static void CopyRows(float[] known, int knownRows, int[] rows, float[] fresh)
    {
        var length = known.Length / knownRows;
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] >= 0)
            {
                known.AsSpan(rows[row] * length, length).CopyTo(fresh.AsSpan(row * length));
            }
        }
    }

    /// <summary>Bands that the package does not know start at zero: then the first answers are the package's.</summary>
    private void CopyBands(float[] known, int[] channels, float[] fresh)
    {
        var outputs = network.Declare().Parameters[$"encoder.{InputKernel.Of(network.Encoder)}"].Shape[0];
        var area = known.Length / outputs / definition.Bands.Count;
        for (var at = 0; at < fresh.Length; at++)
        {
            var (output, band, tap) = (at / (area * channels.Length), at / area % channels.Length, at % area);
            fresh[at] =
                channels[band] < 0 ? 0 : known[(((output * definition.Bands.Count) + channels[band]) * area) + tap];
        }
    }

    private void Tell(
        IReadOnlyList<BandDefinition> bands,
        IReadOnlyList<LandCoverClass> classes,
        int[] rows,
        WeightInitScheme scheme,
        Action<string> notice
    )
    {
        var fresh = classes.Where((_, i) => rows[i] < 0).Select(c => $"'{c.Name}'").ToList();
        var dropped = definition.Classes.Where((_, i) => !rows.Contains(i)).Select(c => $"'{c.Name}'").ToList();
        notice(
            $"Training continues from {File} ({network.Decoder.Name} over {network.Encoder.Name}): {classes.Count - fresh.Count} of {classes.Count} classes "
                + "are known to it by name"
                + (fresh.Count > 0 ? $"; new, and starting at random: {string.Join(", ", fresh)}" : "")
                + (dropped.Count > 0 ? $"; left out, for the chips do not have them: {string.Join(", ", dropped)}" : "")
                + ". Validation and test are only honest on pixels that it was not trained on."
        );
        if (scheme == WeightInitScheme.AllRandom)
        {
            notice("The first convolution starts at random (ALL_RANDOM).");
            return;
        }

        var channels = Channels(bands);
        List<BandDefinition> added = [.. bands.Where((_, b) => channels[b] < 0)];
        List<BandDefinition> missing = [.. definition.Bands.Where((_, c) => !channels.Contains(c))];
        if (added.Count > 0)
        {
            notice($"{File} does not know {Names(added)}: what it reads there starts at zero, and is learned.");
        }

        if (missing.Count > 0)
        {
            notice(
                $"{File} also read {Names(missing)}, which the chips lack: it begins as if they held their mean everywhere."
            );
        }
    }

    private static string Names(IEnumerable<BandDefinition> bands) => string.Join(", ", bands.Select(b => b.Name));
}
