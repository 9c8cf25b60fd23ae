using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Segment.PackageFormat.Json;

/// <summary>How the JSON files of a package are read and written.</summary>
internal static class PackageJson
{
    private static readonly JsonSerializerOptions ArcGisKeys = Rules(naming: null);

    private static readonly JsonSerializerOptions OwnKeys = Rules(JsonNamingPolicy.CamelCase);

    /// <summary>Gets the contract of a type whose keys are spelled as ArcGIS spells them, <c>LikeThis</c>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The contract.</returns>
    public static JsonTypeInfo<T> WithArcGisKeys<T>() => (JsonTypeInfo<T>)ArcGisKeys.GetTypeInfo(typeof(T));

    /// <summary>Gets the contract of a type whose keys are spelled <c>likeThis</c>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The contract.</returns>
    public static JsonTypeInfo<T> WithOwnKeys<T>() => (JsonTypeInfo<T>)OwnKeys.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Rules(JsonNamingPolicy? naming) =>
        new(JsonSerializerOptions.Strict)
        {
            TypeInfoResolver = PackageJsonContext.Default,
            PropertyNamingPolicy = naming,
            WriteIndented = true,
            NewLine = "\n",
            // The files are no part of a web page: names keep their accents and WKT stays readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter<PixelType>(new LowerCaseNaming(), allowIntegerValues: false),
                new JsonStringEnumConverter<SplitPart>(new LowerCaseNaming(), allowIntegerValues: false),
                new JsonStringEnumConverter<SplitMethod>(new LowerCaseNaming(), allowIntegerValues: false),
            },
        };
}
