using System.Text.Json.Serialization;

namespace Segment.PackageFormat.Json;

/// <summary>The contracts of the JSON files, written by the compiler; <see cref="PackageJson"/> says how they are used.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EmdDocument))]
[JsonSerializable(typeof(TrainingMetrics))]
[JsonSerializable(typeof(TrainingHistory))]
[JsonSerializable(typeof(TrainingSplit))]
[JsonSerializable(typeof(ModelReview))]
[JsonSerializable(typeof(RateCurve))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(Int8Metrics))]
[JsonSerializable(typeof(GoldenDocument))]
[JsonSerializable(typeof(ChecksumsDocument))]
internal sealed partial class PackageJsonContext : JsonSerializerContext;
