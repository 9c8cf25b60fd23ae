using Segment.PackageFormat;
using Segment.PackageFormat.Json;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.State;
using TorchSharp;

namespace Segment.Trainer.Packaging;

/// <summary>
/// The folder of an unfinished training's state, <c>state</c> in its run folder. <c>state.json</c> names the files that belong
/// to it and is renamed into place last, so that at every moment it names files that are whole.
/// </summary>
/// <param name="folder">The folder.</param>
internal sealed class StateFolder(string folder)
{
    private const string FileName = "state.json";
    private const string Restart = "--restart";
    private const string NetworkPart = "network/";
    private const string AveragePart = "average/";
    private const string MomentPart = "moment/";

    private static readonly VersionedJson<StateDocument> Json = new(
        RunJsonContext.Default.StateDocument,
        ["schemaVersion"]
    );

    /// <summary>Gets a value indicating whether there is a state.</summary>
    public bool Exists => File.Exists(In(FileName));

    /// <summary>Reads the state.</summary>
    /// <param name="key">What the training that would go on depends on.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The state; null where there is none.</returns>
    /// <exception cref="SegmentDataException">It belongs to another training, or cannot be read.</exception>
    public LoopState? Read(IReadOnlyDictionary<string, string> key, Action<string> notice)
    {
        if (!Exists)
        {
            return null;
        }

        try
        {
            return Read(Json.Read(RunFolder.Read(In(FileName)), In(FileName)), key, notice);
        }
        catch (SegmentDataException e) when (!e.Message.Contains(Restart, StringComparison.Ordinal))
        {
            throw new SegmentDataException(
                $"The unfinished training in {Path.GetDirectoryName(folder)} cannot go on: {e.Message} Or add {Restart} to begin anew at once.",
                e
            );
        }
    }

    private LoopState Read(StateDocument document, IReadOnlyDictionary<string, string> key, Action<string> notice)
    {
        var differences = string.Join(", ", TrainingKey.Differences(document.Key, key));
        if (differences.Length > 0)
        {
            throw new SegmentDataException(
                $"The unfinished training in {Path.GetDirectoryName(folder)} was begun otherwise: {differences}. Give the command as it "
                    + $"was then to go on, or add {Restart} to throw that training away and begin anew."
            );
        }

        if (document.Threads != torch.get_num_threads())
        {
            notice(
                $"The training was begun with {document.Threads} threads and goes on with {torch.get_num_threads()}: its last digits will differ "
                    + "from those of a training without interruption."
            );
        }

        return State(document);
    }

    /// <summary>Writes a state; the one before it stays until this one is whole.</summary>
    /// <param name="state">The state.</param>
    /// <param name="key">What the training depends on.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public void Write(LoopState state, SortedDictionary<string, string> key)
    {
        Directory.CreateDirectory(folder);
        var document = new StateDocument
        {
            Key = key,
            Threads = torch.get_num_threads(),
            Position = state.Position,
            Tensors = $"epoch-{state.Position.Epoch}-step-{state.Position.Step}.safetensors",
            Ended = state.Outcome is { } outcome ? Ended(outcome) : null,
        };
        TensorFile.Write(In(document.Tensors), Tensors(state));
        if (document.Ended is { } ended && !File.Exists(In(ended.BestWeights)))
        {
            TensorFile.Write(In(ended.BestWeights), Flat(state.Outcome!.Weights));
        }

        WholeFile.Write(In(FileName), Json.Write(document));
        foreach (var file in Directory.GetFiles(folder))
        {
            var name = Path.GetFileName(file);
            if (name != FileName && name != document.Tensors && name != document.Ended?.BestWeights)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Removes the state; what names its files goes first.</summary>
    public void Remove()
    {
        if (Directory.Exists(folder))
        {
            File.Delete(In(FileName));
            Directory.Delete(folder, recursive: true);
        }
    }

    private static EndedEpochs Ended(LoopOutcome outcome) =>
        new(
            outcome.History,
            outcome.EpochSeconds,
            outcome.End == TrainingEnd.StoppedEarly,
            outcome.Best.Loss,
            outcome.Best.Matrix.ToRows(),
            $"best-{outcome.History.BestEpoch}.safetensors"
        );

    private LoopState State(StateDocument document)
    {
        var tensors = TensorFile.Read(In(document.Tensors));
        var moments = tensors.Keys.Count(k => k.StartsWith(MomentPart, StringComparison.Ordinal)) / 2;
        return new LoopState(
            document.Position,
            document.Ended is { } ended ? Outcome(ended) : null,
            Part(tensors, NetworkPart),
            Part(tensors, AveragePart),
            [
                .. Enumerable
                    .Range(0, moments)
                    .Select(i => (tensors[$"{MomentPart}{i}/1"].Values, tensors[$"{MomentPart}{i}/2"].Values)),
            ]
        );
    }

    private LoopOutcome Outcome(EndedEpochs ended) =>
        new(
            Part(TensorFile.Read(In(ended.BestWeights)), string.Empty),
            new Evaluation(ended.BestLoss, ConfusionMatrix.FromRows(ended.BestMatrix)),
            ended.History,
            ended.EpochSeconds,
            ended.StoppedEarly ? TrainingEnd.StoppedEarly : TrainingEnd.Completed
        );

    private static Dictionary<string, NamedTensor> Tensors(LoopState state)
    {
        var all = new Dictionary<string, NamedTensor>(StringComparer.Ordinal);
        foreach (var (part, weights) in new[] { (NetworkPart, state.Network), (AveragePart, state.Average) })
        {
            foreach (var (name, values) in weights)
            {
                all[part + name] = new NamedTensor([values.Length], values);
            }
        }

        for (var i = 0; i < state.Moments.Count; i++)
        {
            var (first, second) = state.Moments[i];
            all[$"{MomentPart}{i}/1"] = new NamedTensor([first.Length], first);
            all[$"{MomentPart}{i}/2"] = new NamedTensor([second.Length], second);
        }

        return all;
    }

    private static Dictionary<string, NamedTensor> Flat(IReadOnlyDictionary<string, float[]> weights) =>
        weights.ToDictionary(w => w.Key, w => new NamedTensor([w.Value.Length], w.Value), StringComparer.Ordinal);

    private static Dictionary<string, float[]> Part(IReadOnlyDictionary<string, NamedTensor> tensors, string part) =>
        tensors
            .Where(t => t.Key.StartsWith(part, StringComparison.Ordinal))
            .ToDictionary(t => t.Key[part.Length..], t => t.Value.Values, StringComparer.Ordinal);

    private string In(string name) => Path.Combine(folder, name);
}
