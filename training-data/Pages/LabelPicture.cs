using Segment.Pages;

namespace Segment.TrainingData.Pages;

/// <summary>The labels over the scene.</summary>
internal static class LabelPicture
{
    private const byte Inside = 120;

    /// <summary>Writes it.</summary>
    /// <param name="contents">The page.</param>
    /// <param name="canvas">The sheet.</param>
    /// <param name="scene">The scene's picture: PNG; null where there is none.</param>
    /// <returns>HTML.</returns>
    public static string Render(TrainingDataPageContents contents, Canvas canvas, byte[]? scene)
    {
        var sheet = canvas.Sheet();
        foreach (var chip in contents.Chips)
        {
            if (chip.Position is { } place)
            {
                canvas.Draw(sheet, place, chip.Labels, chip.Width, label => (byte)(label + 1));
            }
        }

        var overlay = canvas.Encode(
            sheet,
            (value, edge) => (contents.Classes[value - 1].Color, edge ? byte.MaxValue : Inside)
        );
        var style = scene is null
            ? ""
            : $"<style>.scene {{ background-image: url({HtmlPage.DataUri(scene)}); }}</style>";
        return style
            + ClassLegend.Render(contents.Classes)
            + Canvas.Stack(overlay, "", "The labels over the scene")
            + "<p class=\"faint\">Everything that is not coloured has no label: training ignores it, and it is no class.</p>";
    }
}
