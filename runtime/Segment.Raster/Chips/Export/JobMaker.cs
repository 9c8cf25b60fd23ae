using Segment.Raster.Chips.Formats;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips.Export;

/// <summary>Decides which tiles of a scene become chips, and finds their labels.</summary>
/// <param name="plan">What is cut.</param>
/// <param name="scene">The scene.</param>
/// <param name="tally">Counts tiles.</param>
internal sealed class JobMaker(ChipPlan plan, ExportScene scene, ChipTally tally)
{
    private readonly double leastShare = plan.Options.MinPolygonOverlapRatio;
    private readonly bool wantsPixels =
        plan.Format.Needs is LabelNeed.Pixels || plan.Format.Name == MetadataFormats.PanopticSegmentation;

    /// <summary>Considers a window as it lies.</summary>
    /// <param name="window">Inside the scene.</param>
    /// <param name="labels">Class indices; the first is the window's first pixel.</param>
    /// <param name="labelStride">Pixels from row to row of <paramref name="labels"/>.</param>
    /// <returns>The chip, or null where it is left out.</returns>
    public ChipJob? Straight(PixelWindow window, ReadOnlySpan<byte> labels, int labelStride)
    {
        var isEmpty = true;
        for (var row = 0; row < window.Height && isEmpty; row++)
        {
            isEmpty = !labels.Slice(row * labelStride, window.Width).ContainsAnyExcept(LabelSource.Ignore);
        }

        if (isEmpty && wantsPixels && !plan.Options.OutputNofeatureTiles)
        {
            tally.WithoutLabel++;
            return null;
        }

        var own = new byte[wantsPixels ? window.Area : 0];
        for (var row = 0; row < window.Height && wantsPixels; row++)
        {
            labels.Slice(row * labelStride, window.Width).CopyTo(own.AsSpan(row * window.Width));
        }

        return Consider(ChipCut.Straight(window), own);
    }

    /// <summary>Considers a window that is turned.</summary>
    /// <param name="window">The window at 0 degrees.</param>
    /// <param name="angle">The angle, in degrees.</param>
    /// <returns>The chip, or null where it is left out.</returns>
    public ChipJob? Turned(PixelWindow window, double angle)
    {
        if (ChipCut.Turned(window, angle, scene.Extent) is not { } cut)
        {
            return null;
        }

        var own = new byte[wantsPixels ? cut.Area : 0];
        if (wantsPixels)
        {
            var read = new byte[cut.Source.Area];
            scene.ReadLabels(cut.Source, read);
            cut.Pick<byte>(read, own);
        }

        return Consider(cut, own);
    }

    /// <summary>Considers the chip of one feature.</summary>
    /// <param name="cut">What the chip takes.</param>
    /// <param name="feature">The feature's position among those drawn.</param>
    /// <returns>The chip, or null where the feature does not reach into it.</returns>
    public ChipJob? OfFeature(ChipCut cut, int feature)
    {
        if (scene.Mask?.Cover(cut) == false)
        {
            tally.OutsideMask++;
            return null;
        }

        var item = scene.Shapes!.In(cut, leastShare).FirstOrDefault(o => o.Feature == feature);
        if (item is null)
        {
            tally.WithoutLabel++;
            return null;
        }

        return Job(cut, [], new long[plan.Classes.Count], [Finish(item, cut)]);
    }

    private ChipJob? Consider(ChipCut cut, byte[] labels)
    {
        if (scene.Mask?.Cover(cut) == false)
        {
            tally.OutsideMask++;
            return null;
        }

        var objects = plan.Format.CountsFeatures || plan.LimitsOverlap ? scene.Shapes?.In(cut, leastShare) ?? [] : [];
        if (plan.LimitsOverlap && wantsPixels && ReferenceEquals(scene.Drawn, scene.Labels))
        {
            Draw(cut, [.. objects.Select(o => o.Feature)], labels);
        }

        objects = [.. objects.Where(o => o.ClassIndex != LabelSource.Ignore)];
        var counts = Count(labels);
        var isEmpty = plan.Format.CountsFeatures
            ? objects.Count == 0
            : scene.Labels is not null && Array.TrueForAll(counts, c => c == 0) && wantsPixels;
        if (isEmpty && !plan.Options.OutputNofeatureTiles)
        {
            tally.WithoutLabel++;
            return null;
        }

        return Job(cut, labels, counts, plan.Format.CountsFeatures ? [.. objects.Select(o => Finish(o, cut))] : []);
    }

    private ChipJob Job(ChipCut cut, byte[] labels, long[] counts, IReadOnlyList<ChipObject> objects) =>
        new(tally.Next++, cut, labels, counts, objects);

    private long[] Count(byte[] labels)
    {
        var counts = new long[LabelSource.Ignore + 1];
        foreach (var index in labels)
        {
            counts[index]++;
        }

        return counts[..plan.Classes.Count];
    }

    private ChipObject Finish(ChipObject item, ChipCut cut) =>
        item with
        {
            ClassIndex = scene.Shared(item.ClassIndex),
            Mask =
                plan.Format.Needs == LabelNeed.Masks || plan.Options.BlackenAroundFeature
                    ? MaskOf(cut, item.Feature)
                    : [],
        };

    private byte[] MaskOf(ChipCut cut, int feature)
    {
        var drawn = new byte[cut.Area];
        Draw(cut, [feature], drawn);
        return Array.ConvertAll(drawn, index => (byte)(index == LabelSource.Ignore ? 0 : 1));
    }

    private void Draw(ChipCut cut, IReadOnlyList<int> features, byte[] target)
    {
        if (!cut.IsTurned)
        {
            scene.Draw(cut.Source, features, target);
            return;
        }

        var read = new byte[cut.Source.Area];
        scene.Draw(cut.Source, features, read);
        cut.Pick<byte>(read, target);
    }
}
