using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Segment.PackageFormat;

namespace Segment.Trainer.Data.Augmentation;

/// <summary>Reads and writes ArcGIS's <c>transforms.json</c>: an object <c>Training</c> with an object for each variation, whose values
/// are numbers or texts of one number or two; and <c>Validation</c>, where a crop may stand.</summary>
internal static class AugmentationFile
{
    /// <summary>ArcGIS's name for the file.</summary>
    public const string Name = "transforms.json";

    private const string Training = "Training";
    private const string Validation = "Validation";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="notice">Told what of it is not followed.</param>
    /// <returns>The variations of training.</returns>
    /// <exception cref="SegmentDataException">It cannot be read or understood.</exception>
    public static AugmentationSet Read(string path, Action<string> notice)
    {
        var root = Parse(path);
        foreach (var (key, _) in root.Where(p => p.Key is not (Training or Validation)))
        {
            throw new SegmentDataException($"{path} has '{key}'. {NearestName.Hint(key, [Training, Validation])}");
        }

        if (root[Training] is null)
        {
            throw new SegmentDataException($"{path} has no '{Training}', under which the variations stand.");
        }

        var validation = Steps(root[Validation], path, Validation).ToList();
        if (validation.Find(s => s.Kind is not Crop) is { } other)
        {
            throw new SegmentDataException(
                $"{path} varies the chips of {Validation} ({other.Kind.Name}): scores would change by chance. Take it out."
            );
        }

        if (validation.Count > 0)
        {
            notice(
                $"{path} crops the chips of {Validation}; they are scored whole instead, so that every label counts."
            );
        }

        return new AugmentationSet([.. Steps(root[Training], path, Training)], path);
    }

    /// <summary>Makes the bytes of a file.</summary>
    /// <param name="set">The variations of training.</param>
    /// <returns>JSON, which <see cref="Read"/> reads.</returns>
    public static byte[] Write(AugmentationSet set)
    {
        var training = new JsonObject();
        foreach (var step in set.Steps)
        {
            var values = new JsonObject();
            for (var i = 0; i < step.Values.Count; i++)
            {
                var (least, most) = step.Values[i];
                values[step.Kind.Arguments[i].Name] = new JsonArray(least, most);
            }

            values[AugmentationStep.ProbabilityName] = step.Probability;
            training[step.Kind.Name] = values;
        }

        return Encoding.UTF8.GetBytes(new JsonObject { [Training] = training }.ToJsonString());
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: new() { AllowDuplicateProperties = false })
                    as JsonObject
                ?? throw new SegmentDataException($"{path} is not a JSON object.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SegmentDataException(
                $"{path} cannot be read: {e.Message.TrimEnd('.')}. Give a file of variations as ArcGIS's {Name}, or leave --augmentation file out.",
                e
            );
        }
    }

    private static IEnumerable<AugmentationStep> Steps(JsonNode? part, string path, string name)
    {
        var where = $"{path}, {name}";
        if (part is null)
        {
            yield break;
        }

        foreach (var (key, values) in part as JsonObject ?? throw NotObject(where))
        {
            var step = AugmentationStep.Of(AugmentationCatalog.Find(key, where));
            foreach (var (argument, value) in values as JsonObject ?? throw NotObject($"{where}: {key}"))
            {
                step = step.With(
                    argument,
                    Numbers(value, $"{where}: {key} has {argument} {value?.ToJsonString()}"),
                    where
                );
            }

            yield return step;
        }
    }

    private static IReadOnlyList<double> Numbers(JsonNode? value, string what) =>
        AugmentationText.Numbers(
            value switch
            {
                JsonArray list => string.Join(',', list.Select(n => n?.ToJsonString())),
                JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
                _ => value?.ToJsonString() ?? string.Empty,
            },
            what
        );

    private static SegmentDataException NotObject(string where) =>
        new($"{where} is not a JSON object of names and values.");
}
