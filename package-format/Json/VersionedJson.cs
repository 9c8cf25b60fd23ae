using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Segment.PackageFormat.Json;

/// <summary>
/// Reads and writes one kind of JSON file that carries the version of its layout: strictly, refusing newer versions and
/// lifting older ones step by step.
/// </summary>
/// <typeparam name="T">What the newest layout is read into.</typeparam>
/// <param name="type">The contract of the newest layout.</param>
/// <param name="versionKeys">The keys that lead from the root to the version.</param>
/// <param name="upgrades">Step i lifts version i + 1 to i + 2; so the newest version is one more than the steps.</param>
internal sealed class VersionedJson<T>(
    JsonTypeInfo<T> type,
    IReadOnlyList<string> versionKeys,
    params IReadOnlyList<Action<JsonObject>> upgrades
)
    where T : class
{
    private readonly int newest = upgrades.Count + 1;

    private string VersionPath => $"$.{string.Join(".", versionKeys)}";

    /// <summary>Reads a file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>The content.</returns>
    /// <exception cref="SegmentDataException">The content does not follow the layout.</exception>
    public T Read(ReadOnlyMemory<byte> utf8, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var version = Version(document.RootElement, file);
            RefuseNullItems(document.RootElement, "$", file);
            return version == newest
                ? JsonSerializer.Deserialize(utf8.Span, type)!
                : Upgraded(JsonObject.Create(document.RootElement)!, version).Deserialize(type)!;
        }
        catch (JsonException e)
        {
            throw JsonFault.Of(e, file);
        }
        catch (InvalidOperationException e)
        {
            // Thrown for text that is no UTF-8 or holds half a surrogate pair.
            throw new SegmentDataException($"{file} is not JSON in UTF-8.", e);
        }
    }

    /// <summary>Reads a file's content and refuses it where it has problems.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="problems">Lists what is wrong with a content, one sentence each.</param>
    /// <returns>The content.</returns>
    /// <exception cref="SegmentDataException">The content does not follow the layout, or has problems.</exception>
    public T ReadSound(ReadOnlyMemory<byte> utf8, string file, Func<T, IEnumerable<string>> problems)
    {
        var value = Read(utf8, file);
        var found = problems(value).ToList();
        return found.Count == 0 ? value : throw new SegmentDataException($"{file}: {ShownText.Join(found)}");
    }

    /// <summary>Writes a file's content.</summary>
    /// <param name="value">The content, of the newest version.</param>
    /// <returns>UTF-8 JSON that ends with a line feed; equal content gives equal bytes.</returns>
    public byte[] Write(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    private int Version(JsonElement root, string file)
    {
        var place = root;
        foreach (var key in versionKeys)
        {
            if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(key, out place))
            {
                throw new SegmentDataException(
                    $"{file} is wrong at {VersionPath}: the version of the layout is missing."
                );
            }
        }

        if (place.ValueKind != JsonValueKind.Number || !place.TryGetInt32(out var version) || version < 1)
        {
            throw new SegmentDataException(
                $"{file} is wrong at {VersionPath}: the version of the layout is a whole number from 1 up."
            );
        }

        return version <= newest
            ? version
            : throw new SegmentDataException(
                $"{file} has layout version {version}; this program reads versions up to {newest}. Use a newer Segment."
            );
    }

    private JsonObject Upgraded(JsonObject root, int version)
    {
        foreach (var upgrade in upgrades.Skip(version - 1))
        {
            upgrade(root);
        }

        var holder = versionKeys.SkipLast(1).Aggregate((JsonNode)root, (node, key) => node[key]!);
        holder[versionKeys[^1]] = newest;
        return root;
    }

    // The serializer's strict mode guards members against null, but not the items of lists.
    private static void RefuseNullItems(JsonElement element, string path, string file)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                RefuseNullItems(member.Value, $"{path}.{member.Name}", file);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
            {
                var place = $"{path}[{index++}]";
                if (item.ValueKind == JsonValueKind.Null)
                {
                    throw new SegmentDataException(
                        $"{file} is wrong at {ShownText.Plain(place)}: null is no item of this list."
                    );
                }

                RefuseNullItems(item, place, file);
            }
        }
    }
}
