using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Runtime.Assessment;

/// <summary>What a user should know of a sample that was drawn.</summary>
internal static class SampleNotices
{
    /// <summary>Tells of strata that have fewer points than were wanted.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="map">The map.</param>
    /// <param name="strata">Name, pixels, points that could be wanted, and points that were placed.</param>
    /// <param name="notice">Told, one sentence a call.</param>
    /// <exception cref="SegmentDataException">A stratum has fewer than two points because of the distance.</exception>
    public static void Tell(
        SampleOptions options,
        ClassMap map,
        IReadOnlyList<(string Name, long Pixels, int Wanted, int Placed)> strata,
        Action<string>? notice
    )
    {
        RefuseBare(options, strata);
        var crowded = strata.Where(s => s.Placed < s.Wanted).ToList();
        if (crowded.Count > 0)
        {
            notice?.Invoke(
                $"Points that keep {options.MinDistance} map units apart do not all find a place: "
                    + $"{string.Join(", ", crowded.Select(s => $"'{s.Name}' has {s.Placed} of {s.Wanted}"))}."
            );
        }

        var small = strata.Where(s => s.Pixels == s.Wanted && s.Pixels < Least(options, strata.Count)).ToList();
        if (small.Count > 0)
        {
            notice?.Invoke(
                $"Classes with fewer pixels than points are taken whole: {string.Join(", ", small.Select(s => $"'{s.Name}' ({s.Pixels} pixels)"))}."
            );
        }

        if (options.MinDistance > 0)
        {
            notice?.Invoke(
                "Points that keep a distance are no longer quite independent; intervals treat them as if they were, which makes "
                    + "them rather too wide than too narrow where neighbouring pixels are alike."
            );
        }

        TellUnits(options, map, notice);
    }

    private static void RefuseBare(
        SampleOptions options,
        IReadOnlyList<(string Name, long Pixels, int Wanted, int Placed)> strata
    )
    {
        var bare = strata.Where(s => s.Placed < Math.Min(2, s.Pixels)).Select(s => $"'{s.Name}' ({s.Placed})").ToList();
        if (bare.Count > 0)
        {
            throw new SegmentDataException(
                $"With --min-distance {options.MinDistance} fewer than 2 points find a place in {string.Join(", ", bare)}; an "
                    + "estimate needs 2 in each class. Give a smaller distance or fewer points."
            );
        }
    }

    /// <summary>Writes down how a sample was drawn.</summary>
    /// <param name="options">How.</param>
    /// <param name="map">The map.</param>
    /// <returns>Names and values.</returns>
    public static IReadOnlyList<(string Name, string Value)> Facts(SampleOptions options, ClassMap map) =>
        [
            ("map", Path.GetFileName(map.Path)),
            ("height", $"{map.Grid.Height}"),
            ("width", $"{map.Grid.Width}"),
            ("design", $"{options.Design}".ToLowerInvariant()),
            ("points", $"{options.Points}"),
            ("min_points_per_class", options.Design == SampleDesign.Stratified ? $"{options.MinPointsPerClass}" : "0"),
            ("min_distance", options.MinDistance.ToString(CultureInfo.InvariantCulture)),
            ("seed", $"{options.Seed}"),
            ("blind", options.Blind ? "yes" : "no"),
        ];

    private static long Least(SampleOptions options, int strata) =>
        options.Design switch
        {
            SampleDesign.Stratified => options.MinPointsPerClass,
            SampleDesign.Equalized => (options.Points + strata - 1) / strata,
            _ => options.Points,
        };

    private static void TellUnits(SampleOptions options, ClassMap map, Action<string>? notice)
    {
        // A square degree has ten thousand million square metres, a square foot or metre about one.
        const double Large = 1_000_000;
        var metres = PixelArea.SquareMetres(map.Grid) / PixelArea.MapUnits(map.Grid);
        if (options.MinDistance > 0 && metres > Large)
        {
            notice?.Invoke($"The map's unit is the degree: --min-distance {options.MinDistance} is in degrees.");
        }
    }
}
