using System.Text;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Chips;

namespace Segment.TrainingData.Splitting;

/// <summary>Writes down which pixels of the map a split trains and validates on.</summary>
public static class TrainedArea
{
    /// <summary>Writes a split down for the package: with the pixels, so that who assesses a map can tell which are no
    /// independent test.</summary>
    /// <param name="folder">The chips.</param>
    /// <param name="plan">Their split.</param>
    /// <returns>The content of <c>split.json</c>.</returns>
    public static TrainingSplit Document(ChipFolder folder, SplitPlan plan) =>
        plan.ToDocument([.. folder.Chips.Select(c => c.Name)]) with
        {
            Area = Of(folder, plan),
        };

    /// <summary>Finds the pixels: those of the training chips that are not held out, and those of validation, by which the best
    /// epoch is chosen. What the test part holds was never looked at.</summary>
    /// <param name="folder">The chips.</param>
    /// <param name="plan">Their split.</param>
    /// <returns>The area; null where a chip's place on the map is not known.</returns>
    public static TrainingArea? Of(ChipFolder folder, SplitPlan plan) =>
        folder.Transform is { } transform ? Of(transform, folder.CrsWkt, plan) : null;

    /// <summary>Finds the pixels.</summary>
    /// <param name="t">The chips' common grid to the map.</param>
    /// <param name="crsWkt">The reference system; empty for none.</param>
    /// <param name="plan">The split.</param>
    /// <returns>The area; null where a chip's place is not known.</returns>
    internal static TrainingArea? Of(GeoTransform t, string crsWkt, SplitPlan plan)
    {
        if (plan.Drawn.Any(c => c.Position is null || c.IsTurned))
        {
            return null;
        }

        var split = plan.Apply();
        var pixels = new PixelSet();
        foreach (var chip in split.Training)
        {
            HeldOutChips.Add(pixels, plan.Drawn[chip], plan.Drawn[chip].Position!.Value, plan.Drawn[chip].Labels);
        }

        foreach (var (chip, labels) in split.Validation)
        {
            HeldOutChips.Add(pixels, plan.Drawn[chip], plan.Drawn[chip].Position!.Value, labels);
        }

        return new TrainingArea
        {
            Transform = [t.OriginX, t.PixelWidth, t.RowRotation, t.OriginY, t.ColumnRotation, t.PixelHeight],
            CrsWkt = crsWkt,
            Rows = [.. pixels.Rows().Select(Text)],
        };
    }

    private static string Text((int Row, IReadOnlyList<int> Columns) row)
    {
        var text = new StringBuilder($"{row.Row}");
        for (var i = 0; i < row.Columns.Count; )
        {
            var first = i++;
            while (i < row.Columns.Count && row.Columns[i] == row.Columns[i - 1] + 1)
            {
                i++;
            }

            text.Append($" {row.Columns[first]}+{i - first}");
        }

        return text.ToString();
    }
}
