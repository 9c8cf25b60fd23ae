using System.Text.Json;
using System.Text.Json.Serialization;

namespace Segment.Server.Workers;

/// <summary>The JSON of the lines between server and workers: strict, as both ends are the same program.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(WorkerOrder))]
[JsonSerializable(typeof(WorkerWord))]
internal sealed partial class WorkerJson : JsonSerializerContext;
