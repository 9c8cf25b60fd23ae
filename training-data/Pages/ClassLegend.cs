using Segment.PackageFormat;
using Segment.Pages;

namespace Segment.TrainingData.Pages;

/// <summary>Names classes beside their colours.</summary>
public static class ClassLegend
{
    /// <summary>Writes a class's colour and name.</summary>
    /// <param name="c">The class.</param>
    /// <returns>HTML.</returns>
    public static string Swatch(LandCoverClass c) => Swatch(c.Color.ToString(), c.Name);

    /// <summary>Writes a colour and what it stands for.</summary>
    /// <param name="color">The colour, as CSS writes it.</param>
    /// <param name="name">What it stands for.</param>
    /// <returns>HTML.</returns>
    public static string Swatch(string color, string name) =>
        $"<i class=\"swatch\" style=\"background:{color}\"></i>{HtmlPage.Text(name)}";

    /// <summary>Writes all classes in a line.</summary>
    /// <param name="classes">The classes.</param>
    /// <returns>HTML.</returns>
    public static string Render(IEnumerable<LandCoverClass> classes) => Render(classes.Select(Swatch));

    /// <summary>Writes swatches in a line.</summary>
    /// <param name="swatches">HTML of each.</param>
    /// <returns>HTML.</returns>
    public static string Render(IEnumerable<string> swatches) =>
        $"<div class=\"legend\">{string.Concat(swatches.Select(s => $"<span>{s}</span>"))}</div>";
}
