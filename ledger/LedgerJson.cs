using System.Text.Json;
using System.Text.Json.Serialization;

namespace Segment.Ledger;

/// <summary>The JSON contracts of the ledger's texts, written by the compiler.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class LedgerJson : JsonSerializerContext;
