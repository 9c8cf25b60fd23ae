using System.Text.Json;

namespace Segment.Pages;

/// <summary>Data for a page's script: JSON that the script finds by its name (<c>readData</c> in web/common/data.js).</summary>
public sealed class PageData
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private PageData(string id, byte[] json) => (Id, Json) = (id, json);

    /// <summary>Gets the name.</summary>
    public string Id { get; }

    /// <summary>Gets the JSON, in UTF-8; no character in it ends a script.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Writes a value as JSON: names in camel case, byte arrays in base64, <c>&lt;</c> escaped.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="id">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The data.</returns>
    public static PageData Of<T>(string id, T value) => new(id, JsonSerializer.SerializeToUtf8Bytes(value, Options));
}
