using System.Text.Json.Serialization;
using Segment.PackageFormat.Json;

namespace Segment.PackageFormat;

/// <summary>How the 8-bit variant was made and what it costs: the content of <c>int8/metrics.json</c>.</summary>
/// <remarks>Both graphs answered the same validation chips, which the variant was not made with.</remarks>
public sealed record Int8Metrics
{
    /// <summary>The entry's name in a package.</summary>
    public const string FileName = "int8/metrics.json";

    /// <summary>The most that the mean IoU may fall: half a point.</summary>
    public const double GreatestLoss = 0.005;

    private const double Tolerance = 1e-9;

    private static readonly VersionedJson<Int8Metrics> Json = new(
        PackageJson.WithOwnKeys<Int8Metrics>(),
        ["schemaVersion"]
    );

    /// <summary>Gets the version of the file's layout; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Gets the number of training chips that the ranges of the tensors were measured on.</summary>
    public required int CalibrationChips { get; init; }

    /// <summary>Gets the convolutions that stay in float32: <c>stem</c> (the first), <c>head</c> (the last).</summary>
    public required IReadOnlyList<string> FloatLayers { get; init; }

    /// <summary>Gets the share of the validation pixels to which both graphs give the same class, 0–1.</summary>
    public required double Agreement { get; init; }

    /// <summary>Gets the variant's mean intersection over union over the classes that occur, 0–1.</summary>
    [JsonPropertyName("meanIoU")]
    public required double MeanIoU { get; init; }

    /// <summary>Gets that less the float32 graph's; negative where the variant is worse.</summary>
    [JsonPropertyName("meanIoUChange")]
    public required double MeanIoUChange { get; init; }

    /// <summary>Gets one row for each class, in the order of the class index.</summary>
    public required IReadOnlyList<IoUChange> Classes { get; init; }

    /// <summary>Gets the variant's counts of pixels: rows are the reference, columns the answer, both by class index.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> ConfusionMatrix { get; init; }

    /// <summary>Gets the float32 graph's counts on the same pixels.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Float32ConfusionMatrix { get; init; }

    /// <summary>Gets the class that lost most; null where none lost.</summary>
    [JsonIgnore]
    public IoUChange? Worst => Classes.Where(c => c.Change < 0).MinBy(c => c.Change);

    /// <summary>Compares two graphs' answers.</summary>
    /// <param name="float32">The float32 graph's counts; at least one pixel.</param>
    /// <param name="int8">The variant's counts on the same pixels.</param>
    /// <param name="agreement">The share of these pixels with the same answer, 0–1.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="calibrationChips">The training chips that the ranges were measured on.</param>
    /// <param name="floatLayers">The convolutions that stay in float32.</param>
    /// <returns>The metrics.</returns>
    public static Int8Metrics From(
        ConfusionMatrix float32,
        ConfusionMatrix int8,
        double agreement,
        IReadOnlyList<LandCoverClass> classes,
        int calibrationChips,
        IReadOnlyList<string> floatLayers
    ) =>
        new()
        {
            CalibrationChips = calibrationChips,
            FloatLayers = floatLayers,
            Agreement = agreement,
            MeanIoU = int8.MeanIoU,
            MeanIoUChange = int8.MeanIoU - float32.MeanIoU,
            Classes =
            [
                .. classes.Select(
                    (c, i) =>
                        new IoUChange(c.Value, c.Name, int8.Scores[i].IoU, int8.Scores[i].IoU - float32.Scores[i].IoU)
                ),
            ],
            ConfusionMatrix = int8.ToRows(),
            Float32ConfusionMatrix = float32.ToRows(),
        };

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="SegmentDataException">The content is not sound; the message names the file and the place.</exception>
    public static Int8Metrics FromJson(ReadOnlyMemory<byte> utf8) => Json.ReadSound(utf8, FileName, m => m.Problems());

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => Json.Write(this);

    /// <summary>Lists everything that is wrong with the metrics.</summary>
    /// <returns>One sentence for each problem; none for sound metrics.</returns>
    public IEnumerable<string> Problems()
    {
        if (SchemaVersion != 1 || CalibrationChips < 1 || !(Agreement is >= 0 and <= 1))
        {
            yield return $"Layout version {SchemaVersion}, {CalibrationChips} calibration chips and an agreement of {Agreement} are not possible.";
        }

        var matrices = MatrixProblems(ConfusionMatrix).Concat(MatrixProblems(Float32ConfusionMatrix)).ToList();
        foreach (var problem in matrices)
        {
            yield return problem;
        }

        if (matrices.Count == 0 && !Follows())
        {
            yield return "The changes of IoU do not follow from the two confusion matrices.";
        }
    }

    private IEnumerable<string> MatrixProblems(IReadOnlyList<IReadOnlyList<long>> rows) =>
        MetricsCheck.MatrixProblems("validation", rows, Classes.Count);

    private bool Follows()
    {
        LandCoverClass[] classes = [.. Classes.Select(c => new LandCoverClass(c.Value, c.Name, default))];
        var counted = From(
            PackageFormat.ConfusionMatrix.FromRows(Float32ConfusionMatrix),
            PackageFormat.ConfusionMatrix.FromRows(ConfusionMatrix),
            Agreement,
            classes,
            CalibrationChips,
            FloatLayers
        );
        return Same(MeanIoU, counted.MeanIoU)
            && Same(MeanIoUChange, counted.MeanIoUChange)
            && Classes
                .Zip(counted.Classes)
                .All(p => Same(p.First.IoU, p.Second.IoU) && Same(p.First.Change, p.Second.Change));
    }

    private static bool Same(double? a, double? b) =>
        a.HasValue == b.HasValue && (a is null || Math.Abs(a.Value - b!.Value) <= Tolerance);
}
