using System.Text.Json;
using System.Text.Json.Serialization;
using Segment.PackageFormat;

namespace Segment.Runtime.Store;

/// <summary>The JSON contracts of a work folder's files, made when the program is built.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true
)]
[JsonSerializable(typeof(StorePlan))]
[JsonSerializable(typeof(ForeignModelOptions))]
[JsonSerializable(typeof(StoredBand))]
[JsonSerializable(typeof(ShardSeal))]
internal sealed partial class StoreJsonContext : JsonSerializerContext;
