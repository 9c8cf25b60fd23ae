using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Segment.Trainer.Packaging;

/// <summary>Lists what a training's result depends on. Every option of <see cref="TrainOptions"/> counts unless it is named here.</summary>
internal static class TrainingKey
{
    // Where things lie and what is shown meanwhile: the weights do not depend on them. Chips, variations and weights count by content.
    private static readonly string[] Without =
    [
        nameof(TrainOptions.Chips),
        nameof(TrainOptions.RunFolder),
        nameof(TrainOptions.Name),
        nameof(TrainOptions.Force),
        nameof(Options.StorageOptions.ChipMemory),
        nameof(Options.ScheduleOptions.Restart),
        nameof(Options.ScheduleOptions.TensorBoard),
        nameof(Options.StorageOptions.ChipMemory),
        nameof(Options.AugmentationOptions.AugmentationFile),
        nameof(Options.StartOptions.Weights),
        nameof(Options.StartOptions.PretrainedModel),
    ];

    /// <summary>Describes a training.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="facts">Further facts by name, such as the chips' fingerprint.</param>
    /// <returns>Texts by name: an option's name, or a fact's.</returns>
    public static SortedDictionary<string, string> Of(
        TrainOptions options,
        IEnumerable<(string Name, string Value)> facts
    )
    {
        var key = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["--name"] = options.ModelName };
        Add(key, options);
        foreach (var (name, value) in facts)
        {
            key[name] = value;
        }

        return key;
    }

    /// <summary>Compares two descriptions.</summary>
    /// <param name="was">The earlier one.</param>
    /// <param name="now">The later one.</param>
    /// <returns>A phrase for each difference, such as <c>--seed (was 42, is 43)</c>.</returns>
    public static IEnumerable<string> Differences(
        IReadOnlyDictionary<string, string> was,
        IReadOnlyDictionary<string, string> now
    ) =>
        from name in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        let before = was.GetValueOrDefault(name, "not given")
        let after = now.GetValueOrDefault(name, "not given")
        where before != after
        select $"{name} (was {before}, is {after})";

    private static void Add(SortedDictionary<string, string> key, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!property.CanWrite || Without.Contains(property.Name, StringComparer.Ordinal))
            {
                continue;
            }

            var value = property.GetValue(options);
            if (value is not null && property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal))
            {
                Add(key, value);
            }
            else
            {
                key[OptionName(property.Name)] = Text(value);
            }
        }
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "not given",
            string text => text,
            IEnumerable items => string.Join(' ', items.Cast<object?>().Select(Text)),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
        };

    // LearningRate becomes --learning-rate.
    private static string OptionName(string property)
    {
        var name = new StringBuilder("-");
        foreach (var letter in property)
        {
            name.Append(char.IsUpper(letter) ? "-" : string.Empty).Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
