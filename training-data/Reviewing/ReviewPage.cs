using Segment.PackageFormat;
using Segment.Pages;

namespace Segment.TrainingData.Reviewing;

/// <summary>The model reviewer: one page for one model or for many side by side. <c>model_metrics.html</c> is this page of one model.</summary>
public static class ReviewPage
{
    /// <summary>The script in <c>web/</c> that draws the page, and the name of its data.</summary>
    private const string Bundle = "review";

    /// <summary>Writes the page.</summary>
    /// <param name="models">The models, one or more, in the order shown.</param>
    /// <returns>HTML that needs nothing else; equal models give equal bytes.</returns>
    public static string Render(IReadOnlyList<ReviewedModel> models)
    {
        ArgumentOutOfRangeException.ThrowIfZero(models.Count);
        var labels = Labels(models);
        return HtmlPage.Render(
            models.Count == 1 ? labels[0] : $"{models.Count} models",
            "model review",
            models.Count == 1 ? Subtitle(models[0].Definition) : string.Join(" · ", labels),
            "<div id=\"app\"><noscript><p>This page draws itself with JavaScript, which is switched off.</p></noscript></div>",
            Bundle,
            PageData.Of(Bundle, Data(models, labels))
        );
    }

    /// <summary>Gives each model a name of its own.</summary>
    /// <param name="models">The models.</param>
    /// <returns>Names; with version and number where that is needed to tell them apart.</returns>
    internal static IReadOnlyList<string> Labels(IReadOnlyList<ReviewedModel> models)
    {
        var labels = models.Select(m => m.Definition.Name).ToList();
        labels =
        [
            .. labels.Select(
                (label, i) => labels.Count(l => l == label) > 1 ? $"{label} {models[i].Definition.Version}" : label
            ),
        ];
        return
        [
            .. labels.Select(
                (label, i) =>
                    labels.Count(l => l == label) > 1 ? $"{label} ({labels.Take(i + 1).Count(l => l == label)})" : label
            ),
        ];
    }

    private static object Data(IReadOnlyList<ReviewedModel> models, IReadOnlyList<string> labels)
    {
        var chips = ChipRoom.ChipsPerSide(models);
        return new
        {
            Models = models.Select((m, i) => ModelData.Of(m, labels[i], chips)),
            Comparisons = models.Count == 1
                ? []
                : new[] { SplitPart.Test, SplitPart.Validation }
                    .Select(part => ModelComparison.On(part, models))
                    .OfType<ModelComparison>()
                    .Select(ModelData.Of),
        };
    }

    private static string Subtitle(ModelDefinition d) =>
        $"{d.ModelType} over {d.Backbone} · {d.Bands.Count} bands · {d.Classes.Count} classes · trained on {d.Training.Chips:N0} chips of "
        + $"{d.ChipSize} px · version {d.Version}";
}
