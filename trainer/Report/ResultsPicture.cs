using Segment.PackageFormat;
using Segment.TrainingData.Pages;
using SkiaSharp;

namespace Segment.Trainer.Report;

/// <summary>The best and worst chips, image, truth and answer side by side: <c>ModelCharacteristics/show_results.png</c>.</summary>
internal static class ResultsPicture
{
    private const int Shown = 160;
    private const int Gap = 8;
    private const int Margin = 24;
    private const int Columns = 2;
    private const int CaptionHeight = 24;
    private const int HeadHeight = 60;
    private const float TextSize = 14;
    private static readonly SKColor Ink = new(0x1d, 0x21, 0x26);
    private static readonly SKColor NoLabel = new(0xf2, 0xf2, 0xf0);
    private static readonly string[] Views = ["Image", "Truth", "Answer"];

    private static int ChipWidth => (Views.Length * (Shown + Gap)) - Gap;

    /// <summary>Draws it.</summary>
    /// <param name="review">The chips; at least one.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>PNG; equal reviews give equal bytes.</returns>
    public static byte[] Draw(ModelReview review, IReadOnlyList<LandCoverClass> classes)
    {
        var rows = (review.Chips.Count + Columns - 1) / Columns;
        var width = (2 * Margin) + (Columns * (ChipWidth + Margin)) - Margin;
        using var font = new SKFont(ChartFont.Typeface, TextSize);
        var legend = Legend(classes, font, width - (2 * Margin));
        var top = HeadHeight + (legend.Max(l => l.Row) * CaptionHeight);
        using var surface = SKSurface.Create(
            new SKImageInfo(width, top + (rows * (Shown + CaptionHeight + Margin)) + Margin)
        );
        var canvas = surface.Canvas;
        using var ink = new SKPaint { Color = Ink, IsAntialias = true };
        canvas.Clear(SKColors.White);
        canvas.DrawText(
            "Validation chips, best answered first, then worst: image, truth, answer",
            Margin,
            Margin,
            font,
            ink
        );
        foreach (var (c, x, row) in legend)
        {
            using var color = new SKPaint { Color = Color(c.Color) };
            var y = Margin + CaptionHeight + (row * CaptionHeight);
            canvas.DrawRect(Margin + x, y - 12, 14, 14, color);
            canvas.DrawText(c.Name, Margin + x + 20, y, font, ink);
        }

        for (var i = 0; i < review.Chips.Count; i++)
        {
            var place = new SKPoint(
                Margin + (i % Columns * (ChipWidth + Margin)),
                top + (i / Columns * (Shown + CaptionHeight + Margin)) + Margin
            );
            Draw(canvas, place, review.Chips[i], review.ChipBands.Count, classes);
            var chip = review.Chips[i];
            var caption = $"Chip {chip.Name}: {chip.Accuracy * 100:0.0} % of {chip.Pixels:N0} labelled pixels";
            canvas.DrawText(caption, place.X, place.Y + Shown + CaptionHeight - 6, font, ink);
        }

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>Lays the names of the classes out in rows.</summary>
    private static List<(LandCoverClass Class, float X, int Row)> Legend(
        IReadOnlyList<LandCoverClass> classes,
        SKFont font,
        float room
    )
    {
        var (places, x, row) = (new List<(LandCoverClass, float, int)>(), 0f, 0);
        foreach (var c in classes)
        {
            var width = font.MeasureText(c.Name) + 44;
            (x, row) = x > 0 && x + width > room ? (0, row + 1) : (x, row);
            places.Add((c, x, row));
            x += width;
        }

        return places;
    }

    private static void Draw(
        SKCanvas canvas,
        SKPoint place,
        ReviewChip chip,
        int bands,
        IReadOnlyList<LandCoverClass> classes
    )
    {
        using var planes = SKBitmap.Decode(chip.Planes);
        var (red, green, blue) = ShownBands.Of(bands);
        byte At(int plane, int row, int column) => planes.GetPixel(column, (plane * chip.Height) + row).Red;
        SKColor Class(byte index) => index == ConfusionMatrix.NoClass ? NoLabel : Color(classes[index].Color);
        Func<int, int, SKColor>[] views =
        [
            (r, c) => new SKColor(At(red, r, c), At(green, r, c), At(blue, r, c)),
            (r, c) => Class(At(bands, r, c)),
            (r, c) => Class(At(bands + 1, r, c)),
        ];
        var side = (float)Shown / Math.Max(chip.Height, chip.Width);
        for (var v = 0; v < views.Length; v++)
        {
            using var view = new SKBitmap(chip.Width, chip.Height);
            for (var pixel = 0; pixel < chip.Height * chip.Width; pixel++)
            {
                var (row, column) = (pixel / chip.Width, pixel % chip.Width);
                view.SetPixel(column, row, views[v](row, column));
            }

            var target = SKRect.Create(place.X + (v * (Shown + Gap)), place.Y, chip.Width * side, chip.Height * side);
            using var image = SKImage.FromBitmap(view);
            canvas.DrawImage(image, target, new SKSamplingOptions(SKFilterMode.Nearest));
        }
    }

    private static SKColor Color(ClassColor c) => new(c.Red, c.Green, c.Blue);
}
