using System.Text.Json;
using System.Text.Json.Nodes;
using Segment.Server.Faults;

namespace Segment.Server.Scenes;

/// <summary>Where a client says that the scene is; one of the members is set.</summary>
internal sealed record SceneInput
{
    private const string UploadPrefix = "upload:";

    /// <summary>Gets the path below the data root.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the number of an upload.</summary>
    public string? Upload { get; init; }

    /// <summary>Gets the https address.</summary>
    public Uri? Address { get; init; }

    /// <summary>Gets the file itself; not kept with a job.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public byte[]? Bytes { get; init; }

    /// <summary>Gets what the scene is called for people.</summary>
    public string Name => Path ?? Address?.Segments[^1] ?? "scene.tif";

    /// <summary>Reads the input <c>scene</c> of an execute request: a text, a link (<c>href</c>) or a value with its encoding
    /// (OGC 18-062r2, inlineOrRefData).</summary>
    /// <param name="node">The input.</param>
    /// <returns>The scene.</returns>
    /// <exception cref="ApiException">It is none of these (400).</exception>
    public static SceneInput Read(JsonNode? node)
    {
        const string Needed =
            "The input 'scene' must be the path of a GeoTIFF below the data root, 'upload:' and the number of an upload, "
            + "{\"href\": \"https://…\"}, or {\"value\": \"…\", \"encoding\": \"base64\", \"mediaType\": \"image/tiff; application=geotiff\"}.";
        return node switch
        {
            JsonValue text when text.GetValueKind() == JsonValueKind.String => OfText(text.GetValue<string>()),
            JsonObject link when link["href"] is JsonValue href && href.GetValueKind() == JsonValueKind.String =>
                OfAddress(href.GetValue<string>()),
            JsonObject inline when inline["value"] is JsonValue value && value.GetValueKind() == JsonValueKind.String =>
                OfValue(inline, value.GetValue<string>()),
            _ => throw OgcFault.BadParameter(Needed),
        };
    }

    private static SceneInput OfText(string text) =>
        text.StartsWith(UploadPrefix, StringComparison.Ordinal)
            ? new SceneInput { Upload = text[UploadPrefix.Length..] }
        : text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? OfAddress(text)
        : new SceneInput { Path = text };

    private static SceneInput OfAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0
        && text.Length <= 2048
            ? new SceneInput { Address = uri }
            : throw OgcFault.BadParameter("The scene's href must be an https address, without a user name in it.");

    private static SceneInput OfValue(JsonObject inline, string value)
    {
        if (inline["encoding"] is { } encoding && encoding.ToString() != "base64")
        {
            throw OgcFault.BadParameter("The scene's encoding must be base64.");
        }

        var bytes = new byte[(value.Length * 3L / 4) + 3];
        return Convert.TryFromBase64String(value, bytes, out var count)
            ? new SceneInput { Bytes = bytes[..count] }
            : throw OgcFault.BadParameter("The scene's value is not base64.");
    }
}
