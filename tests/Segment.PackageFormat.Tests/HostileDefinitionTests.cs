using System.Text;
using System.Text.Json.Nodes;

namespace Segment.PackageFormat.Tests;

/// <summary>Definitions that differ in one place from a sound one: each is refused, and the file and the place are named.</summary>
public sealed class HostileDefinitionTests
{
    private const string File = "olinda.emd";

    private static readonly byte[] Sound = Samples.Definition.ToJson();

    /// <summary>Gets each change by name.</summary>
    public static TheoryData<string> Names => [.. All().Select(change => change.Name)];

    [Fact]
    public void The_corpus_has_more_than_a_hundred_definitions() =>
        Assert.True(Names.Count >= 100, $"It has {Names.Count}.");

    [Theory]
    [MemberData(nameof(Names), DisableDiscoveryEnumeration = true)]
    public void A_hostile_definition_is_refused(string name)
    {
        var text = All().Single(change => change.Name == name).Text;

        var thrown = Assert.Throws<SegmentDataException>(() => Refuse(text));

        Assert.StartsWith(File, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(thrown.Message, c => char.IsControl(c));
        Assert.True(thrown.Message.Length < 2000, $"{thrown.Message.Length} characters.");
    }

    /// <summary>Reads a definition as a package does: its form, then its content.</summary>
    private static void Refuse(byte[] text)
    {
        var problems = string.Join(" ", ModelDefinition.FromJson(text, File).Problems());
        if (problems.Length > 0)
        {
            throw new SegmentDataException($"{File}: {problems}");
        }
    }

    private static IEnumerable<(string Name, byte[] Text)> All() =>
        Whole()
            .Concat(
                Paths(JsonNode.Parse(Sound)!)
                    .SelectMany(path =>
                        new (string, Action<JsonNode>)[]
                        {
                            ($"{path} of another kind", node => node.ReplaceWith(WrongKind(node))),
                            ($"{path} deep", node => node.ReplaceWith(Deep(70))),
                        }.Select(change => (change.Item1, Changed(path, change.Item2)))
                    )
            );

    private static IEnumerable<(string Name, byte[] Text)> Whole()
    {
        var text = Encoding.UTF8.GetString(Sound);
        yield return ("nothing", []);
        yield return ("null", "null"u8.ToArray());
        yield return ("a list", "[]"u8.ToArray());
        yield return ("an empty object", "{}"u8.ToArray());
        yield return ("a number", "1"u8.ToArray());
        yield return ("cut short", Sound[..(Sound.Length / 2)]);
        yield return ("twice", [.. Sound, .. Sound]);
        yield return ("zeros", new byte[4096]);
        yield return ("not UTF-8", [.. Sound[..^2], 0xFF, 0xFE]);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return ("brackets without end", Encoding.ASCII.GetBytes(new string('[', 100_000)));
        yield return (
            "braces without end",
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 50_000)))
        );
        yield return ("an unknown key", Put(text, "\"Evil\": 1, "));
        yield return ("a key twice", Put(text, "\"ModelName\": \"x\", "));
        yield return ("a key that steers a terminal", Put(text, "\"\\u001b[31m\": 1, "));
        yield return ("a key of a million letters", Put(text, $"\"{new string('k', 1_000_000)}\": 1, "));
        yield return ("a comment", Put(text, "/* x */"));
        yield return ("half a surrogate pair", Put(text, "\"\\ud800\": 1, "));
        foreach (var number in new[] { "1e400", "-1", "0.5", "99999999999999999999", "1e-400x", "NaN", "0x10", "01" })
        {
            yield return (
                $"a stride of {number}",
                Encoding.UTF8.GetBytes(text.Replace("\"Stride\": 8", $"\"Stride\": {number}", StringComparison.Ordinal))
            );
        }

        static byte[] Put(string text, string what) => Encoding.UTF8.GetBytes($"{{{what}{text.AsSpan(1)}");
    }

    private static IEnumerable<string> Paths(JsonNode node) =>
        node switch
        {
            JsonObject o => o.Where(m => m.Value is not null)
                .SelectMany(m => Paths(m.Value!).Prepend(m.Value!.GetPath())),
            JsonArray a when a.FirstOrDefault() is { } first => Paths(first).Prepend(first.GetPath()),
            _ => [],
        };

    private static byte[] Changed(string path, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(Sound)!;
        var node = Nodes(root).Single(n => n.GetPath() == path);
        change(node);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) =>
        (
            node switch
            {
                JsonObject o => o.Where(m => m.Value is not null).SelectMany(m => Nodes(m.Value!)),
                JsonArray a => a.Where(i => i is not null).SelectMany(i => Nodes(i!)),
                _ => [],
            }
        ).Prepend(node);

    private static JsonNode WrongKind(JsonNode node) =>
        node is JsonValue ? new JsonObject { ["a"] = 1 } : JsonValue.Create("text");

    private static JsonNode Deep(int levels)
    {
        JsonNode node = JsonValue.Create(1);
        for (var i = 0; i < levels; i++)
        {
            node = new JsonArray(node);
        }

        return node;
    }
}
