using Segment.PackageFormat;

namespace Segment.Raster.Chips.Export;

/// <summary>Says what the user should know of an export.</summary>
internal static class ExportReview
{
    /// <summary>Tells of tiles that were left out, and of a format that changes
    /// samples.</summary>
    /// <param name="plan">What was cut.</param>
    /// <param name="tally">What became of tiles.</param>
    /// <param name="total">What was written.</param>
    /// <param name="notice">Told one sentence each.</param>
    public static void Tell(ChipPlan plan, ChipTally tally, ChipBatchResult? total, Action<string>? notice)
    {
        if (total?.WithoutData > 0)
        {
            var with = plan.Options.OutputNofeatureTiles || plan.Options.Labels is null ? string.Empty : " with labels";
            notice?.Invoke($"{total.WithoutData} tiles{with} are left out because the scene holds no data there.");
        }

        if (tally.OutsideMask > 0)
        {
            notice?.Invoke(
                $"{tally.OutsideMask} tiles are left out because they do not lie completely inside the mask polygons."
            );
        }

        if (!plan.ImageFormat.IsLossless)
        {
            notice?.Invoke($"{plan.ImageFormat.Name} changes the samples a little; TIFF keeps them.");
        }
    }

    /// <summary>Refuses an export without chips.</summary>
    /// <param name="plan">What was cut.</param>
    /// <param name="tally">What became of tiles.</param>
    /// <param name="total">What was written.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="SegmentDataException">No chip was written.</exception>
    public static ChipBatchResult AnyChip(ChipPlan plan, ChipTally tally, ChipBatchResult? total)
    {
        if (total?.Lines.Count > 0)
        {
            return total;
        }

        var scenes = string.Join("', '", plan.Options.Scenes);
        throw new SegmentDataException(
            total?.WithoutData > 0
                ? $"No chip was cut: the scene '{scenes}' holds no data in any of the {total.WithoutData} tiles that have labels. "
                    + "Check the scene's NoData value with gdalinfo."
            : tally.OutsideMask > 0
                ? $"No chip was cut: none of the {tally.OutsideMask} tiles lies completely inside the polygons of "
                    + $"'{plan.Options.InMaskPolygons}'. Draw them larger, or give a smaller --tile-size than {plan.TileWidth} × {plan.TileHeight}."
            : plan.Format.CountsFeatures
                ? $"No chip was cut: no feature of '{plan.Options.Labels}' reaches into a tile with {plan.Options.MinPolygonOverlapRatio:0.##} "
                    + "of its area. Give a smaller --min-polygon-overlap-ratio or a larger --tile-size."
            : $"No chip was cut: no pixel of the scene '{scenes}' has a label from '{plan.Options.Labels}'. "
                + "A polygon labels the pixels whose centres it covers; draw larger polygons."
        );
    }
}
