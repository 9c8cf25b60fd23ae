using System.Text.Json;
using System.Text.Json.Serialization;
using Segment.Trainer.AutoDl;

namespace Segment.Trainer.Packaging;

/// <summary>The JSON contracts of a run folder's own files, made when the program is built.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n"
)]
[JsonSerializable(typeof(StateDocument))]
[JsonSerializable(typeof(Tally))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
