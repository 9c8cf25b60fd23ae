using ScottPlot;
using SkiaSharp;

namespace Segment.Trainer.Report;

/// <summary>The one font of all charts, which the program carries: a picture is the same on every machine, also on one without fonts.</summary>
internal sealed class ChartFont : IFontResolver
{
    private static readonly Lazy<SKTypeface> Loaded = new(Load);

    /// <summary>Gets the font.</summary>
    public static SKTypeface Typeface => Loaded.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => Typeface;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        Typeface;

    private static SKTypeface Load()
    {
        using var stream = typeof(ChartFont).Assembly.GetManifestResourceStream("chart.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
