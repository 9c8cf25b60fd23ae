using System.Text;
using System.Text.Json;

namespace Segment.PackageFormat.Tests;

/// <summary>docs/package-format.md is what others program against, so it must not fall behind.</summary>
public sealed class DocumentationTests
{
    private static readonly string Text = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "docs", "package-format.md")
    );

    [Fact]
    public void Every_key_of_every_file_is_described()
    {
        byte[][] files =
        [
            Samples.Definition.ToJson(),
            Samples.Metrics.ToJson(),
            Samples.History.ToJson(),
            Samples.Int8Metrics.ToJson(),
            Samples.Review.ToJson(),
        ];

        var missing = files
            .SelectMany(Keys)
            .Distinct()
            .Where(key =>
                !Text.Contains($"`{key}", StringComparison.Ordinal)
                && !Text.Contains($".{key}`", StringComparison.Ordinal)
            );

        Assert.Empty(missing);
    }

    [Fact]
    public void The_example_is_a_sound_definition()
    {
        var start = Text.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        var json = Text[start..Text.IndexOf("```", start, StringComparison.Ordinal)];

        var read = ModelDefinition.FromJson(Encoding.UTF8.GetBytes(json), "example.emd");

        Assert.Equal((Samples.Definition with { CrsWkt = "PROJCS[…]" }).ToJson(), read.ToJson());
    }

    [Fact]
    public void The_limits_are_those_of_the_program()
    {
        Assert.Contains($"| entries | {PackageLimits.MaxEntries}; ", Text, StringComparison.Ordinal);
        Assert.Contains($"1–{PackageLimits.MaxNameLength} of", Text, StringComparison.Ordinal);
        Assert.Contains(
            $"{PackageLimits.MaxEntryBytes >> 20} MiB; JSON {PackageLimits.MaxJsonBytes >> 20} MiB; report and golden arrays {PackageLimits.MaxPartBytes >> 20} MiB",
            Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"{PackageLimits.MaxRatio} times, for entries above {PackageLimits.FreeRatioBytes >> 20} MiB",
            Text,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<string> Keys(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return Keys(document.RootElement).ToList();
    }

    private static IEnumerable<string> Keys(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Keys(p.Value).Prepend(p.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Keys),
            _ => [],
        };
}
