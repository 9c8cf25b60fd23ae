using System.Text.Json;
using System.Text.Json.Serialization;
using Segment.Server.Models.Checking;
using Segment.Server.Models.Orders;
using Segment.Server.Models.Staging;

namespace Segment.Server.Models;

/// <summary>The JSON contracts of a models folder's private state, made when the program is built.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true
)]
[JsonSerializable(typeof(ModelEvent))]
[JsonSerializable(typeof(ModelOrder))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(PackageCheckAnswer))]
[JsonSerializable(typeof(RememberedModels))]
internal sealed partial class ModelsJsonContext : JsonSerializerContext;
