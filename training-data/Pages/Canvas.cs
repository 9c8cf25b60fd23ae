using Segment.PackageFormat;
using Segment.Pages;
using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.TrainingData.Pages;

/// <summary>A see-through sheet over the scene's picture: a small number for each of its pixels, 0 where nothing is drawn.</summary>
internal sealed class Canvas
{
    private const int MaxFactor = 4;

    private readonly double scale;

    private Canvas(PixelWindow window, double scale)
    {
        (Window, this.scale) = (window, scale);
        Height = Math.Max(1, (int)(window.Height * scale));
        Width = Math.Max(1, (int)(window.Width * scale));
    }

    /// <summary>Gets the pixels of the common grid that the sheet lies over.</summary>
    public PixelWindow Window { get; }

    /// <summary>Gets the sheet's rows, in its own pixels.</summary>
    public int Height { get; }

    /// <summary>Gets the sheet's columns, in its own pixels.</summary>
    public int Width { get; }

    /// <summary>Finds a sheet for a page.</summary>
    /// <param name="contents">The page.</param>
    /// <returns>The sheet; null where no chip has a place.</returns>
    public static Canvas? Of(TrainingDataPageContents contents)
    {
        var places = contents.Chips.Where(c => c.Position is not null).Select(c => c.Position!.Value).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        var (top, left) = (places.Min(p => p.Row), places.Min(p => p.Column));
        var window =
            contents.Scene?.Window
            ?? new PixelWindow(top, left, places.Max(p => p.EndRow) - top, places.Max(p => p.EndColumn) - left);
        var fit = SceneView.MaxSide / (double)Math.Max(window.Height, window.Width);
        return new Canvas(window, fit >= 1 ? Math.Min(MaxFactor, Math.Floor(fit)) : fit);
    }

    /// <summary>Makes an empty sheet.</summary>
    /// <returns>(Height, Width).</returns>
    public byte[] Sheet() => new byte[Height * Width];

    /// <summary>Draws a window of the common grid.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="place">The window; what lies off the sheet is not drawn.</param>
    /// <param name="value">The number.</param>
    public void Fill(byte[] sheet, PixelWindow place, byte value)
    {
        var (top, bottom) = Span(place.Row - Window.Row, place.Height, Height);
        var (left, right) = Span(place.Column - Window.Column, place.Width, Width);
        for (var row = top; row < bottom && left < right; row++)
        {
            sheet.AsSpan((row * Width) + left, right - left).Fill(value);
        }
    }

    /// <summary>Draws the labelled pixels of a chip.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="place">Where the chip lies.</param>
    /// <param name="labels">(H, W), class index; 255 = ignore.</param>
    /// <param name="width">The chip's columns.</param>
    /// <param name="value">The number for a class index.</param>
    public void Draw(byte[] sheet, PixelWindow place, byte[] labels, int width, Func<byte, byte> value)
    {
        for (var i = 0; i < labels.Length; )
        {
            var end = i + 1;
            while (end < labels.Length && labels[end] == labels[i] && end % width != 0)
            {
                end++;
            }

            if (labels[i] != byte.MaxValue)
            {
                var run = new PixelWindow(place.Row + (i / width), place.Column + (i % width), 1, end - i);
                Fill(sheet, run, value(labels[i]));
            }

            i = end;
        }
    }

    /// <summary>Colours a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="color">Colour and opacity, 0–255, of a number that is not 0 and whether it lies on an edge.</param>
    /// <returns>PNG with opacity.</returns>
    public byte[] Encode(byte[] sheet, Func<byte, bool, (ClassColor Color, byte Opacity)> color)
    {
        var rgba = new byte[4 * sheet.Length];
        for (var i = 0; i < sheet.Length; i++)
        {
            if (sheet[i] != 0)
            {
                var (c, opacity) = color(sheet[i], IsEdge(sheet, i));
                (rgba[4 * i], rgba[(4 * i) + 1], rgba[(4 * i) + 2], rgba[(4 * i) + 3]) = (
                    c.Red,
                    c.Green,
                    c.Blue,
                    opacity
                );
            }
        }

        return Picture.EncodePng(Height, Width, rgba);
    }

    /// <summary>Writes the scene with a sheet over it.</summary>
    /// <param name="overlay">The sheet: PNG.</param>
    /// <param name="style">Whether the scene is <c>muted</c>, or empty.</param>
    /// <param name="description">What it shows.</param>
    /// <returns>HTML.</returns>
    public static string Stack(byte[] overlay, string style, string description) =>
        $"<div class=\"stack\"><div class=\"scene {style}\"></div>{HtmlPage.Image(overlay, description)}</div>";

    private (int Start, int End) Span(int start, int length, int limit)
    {
        var first = (int)Math.Floor(start * scale);
        var end = Math.Max(first + 1, (int)Math.Floor((start + length) * scale));
        return (Math.Clamp(first, 0, limit), Math.Clamp(end, 0, limit));
    }

    private bool IsEdge(byte[] sheet, int at)
    {
        var (row, column) = (at / Width, at % Width);
        return (row > 0 && sheet[at - Width] != sheet[at])
            || (row < Height - 1 && sheet[at + Width] != sheet[at])
            || (column > 0 && sheet[at - 1] != sheet[at])
            || (column < Width - 1 && sheet[at + 1] != sheet[at]);
    }
}
