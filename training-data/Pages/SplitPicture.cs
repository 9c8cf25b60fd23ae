using Segment.PackageFormat;
using Segment.Pages;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Pages;

/// <summary>The parts of a split over the scene.</summary>
internal static class SplitPicture
{
    // Numbers on the sheet: what chips cover, then the labels.
    private const byte Between = 1;
    private const byte FirstLabel = 10;
    private const byte Covered = 75;
    private const int LeftOut = 3;

    /// <summary>Writes it.</summary>
    /// <param name="plan">What is held out.</param>
    /// <param name="split">The split.</param>
    /// <param name="canvas">The sheet.</param>
    /// <param name="scene">The scene's picture; null where there is none.</param>
    /// <returns>HTML.</returns>
    public static string Render(SplitPlan plan, ChipSplit split, Canvas canvas, byte[]? scene)
    {
        var sheet = canvas.Sheet();
        Cover(plan, canvas, sheet);
        Label(plan.Drawn, Enumerable.Range(0, plan.Drawn.Count).Select(c => (c, plan.Drawn[c].Labels)), LeftOut);
        Label(plan.Drawn, split.Training.Select(c => (c, plan.Drawn[c].Labels)), (int)SplitPart.Training);
        Label(plan.Drawn, split.Validation.Select(c => (c.Chip, c.Labels)), (int)SplitPart.Validation);
        Label(plan.Drawn, split.Test.Select(c => (c.Chip, c.Labels)), (int)SplitPart.Test);
        var overlay = canvas.Encode(
            sheet,
            (value, _) =>
                value >= FirstLabel
                    ? (PartColors.Of(value - FirstLabel), byte.MaxValue)
                    : (PartColors.Of((value + 2) % 4), Covered)
        );
        return $"<p>{HtmlPage.Text(split.Line)}</p>"
            + ClassLegend.Render(PartColors.Legend(split))
            + Canvas.Stack(overlay, scene is null ? "" : "muted", "The parts of the split over the scene")
            + "<p class=\"faint\">Strong colours are labelled pixels, weak ones what the chips of a part cover besides. A chip that "
            + "covers even one pixel that is held out does not train: that makes the gap.</p>";

        void Label(IReadOnlyList<LabelledChip> chips, IEnumerable<(int Chip, byte[] Labels)> part, int number)
        {
            foreach (var (chip, labels) in part)
            {
                if (chips[chip].Position is { } place)
                {
                    canvas.Draw(sheet, place, labels, chips[chip].Width, _ => (byte)(FirstLabel + number));
                }
            }
        }
    }

    /// <summary>Draws what the chips cover: those between the parts first, training last, so that what it sees is seen.</summary>
    private static void Cover(SplitPlan plan, Canvas canvas, byte[] sheet)
    {
        var parts = plan.PartOfChip();
        foreach (var part in new SplitPart?[] { null, SplitPart.Validation, SplitPart.Test, SplitPart.Training })
        {
            for (var chip = 0; chip < parts.Count; chip++)
            {
                if (parts[chip] == part && plan.Drawn[chip].Position is { } place)
                {
                    canvas.Fill(sheet, place, part is { } p ? (byte)(Between + 1 + (int)p) : Between);
                }
            }
        }
    }
}
