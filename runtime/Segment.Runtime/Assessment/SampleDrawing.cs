using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Raster.Samples;

namespace Segment.Runtime.Assessment;

/// <summary>Draws a probability sample of a map's pixels, in one pass over it and in little memory.</summary>
public static class SampleDrawing
{
    private const int WindowRows = 256;

    // Where points must keep a distance, many are refused: so many times the points wanted are looked at.
    private const int Spare = 50;
    private const int MostSpare = 100_000;

    /// <summary>Draws the sample and writes it.</summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What was drawn.</returns>
    /// <exception cref="SegmentDataException">The options or the map are not usable, or hardly any point keeps the
    /// distance.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public static PointSample Run(
        SampleOptions options,
        IProgress<double>? progress = null,
        Action<string>? notice = null,
        CancellationToken token = default
    )
    {
        if (string.Join(Environment.NewLine, options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        PointSampleFile.CheckPath(options.OutPath);
        using var map = ClassMap.Open(options.MapPath);
        var random = new Random(options.Seed);
        var reservoirs = Pass(map, options, random, progress, token);
        var sample = Choose(map, options, reservoirs, random, notice);
        PointSampleFile.Write(options.OutPath, sample, options.Blind);
        return sample;
    }

    private static Reservoir[] Pass(
        ClassMap map,
        SampleOptions options,
        Random random,
        IProgress<double>? progress,
        CancellationToken token
    )
    {
        var whole = options.Design == SampleDesign.Random;
        var most = Math.Max(options.Points, options.MinPointsPerClass);
        var capacity = options.MinDistance > 0 ? Math.Max(most, Math.Min(most * (long)Spare, MostSpare)) : most;
        var reservoirs = new Reservoir[whole ? 1 : map.Classes.Count];
        for (var i = 0; i < reservoirs.Length; i++)
        {
            reservoirs[i] = new Reservoir((int)capacity, random);
        }

        MapRows.Visit(
            map,
            WindowRows,
            (first, classes) =>
            {
                token.ThrowIfCancellationRequested();
                Offer(first, classes, reservoirs, whole);
                progress?.Report((first + classes.Length) / (double)map.Grid.Extent.Area);
            }
        );
        return reservoirs;
    }

    // Pixels of a class come in runs.
    private static void Offer(long first, ReadOnlySpan<byte> classes, Reservoir[] reservoirs, bool whole)
    {
        var at = 0;
        while (at < classes.Length)
        {
            var length = classes[at..].IndexOfAnyExcept(classes[at]);
            length = length < 0 ? classes.Length - at : length;
            if (classes[at] != MapWriter.NoDataIndex)
            {
                reservoirs[whole ? 0 : classes[at]].Offer(first + at, length);
            }

            at += length;
        }
    }

    private static PointSample Choose(
        ClassMap map,
        SampleOptions options,
        Reservoir[] reservoirs,
        Random random,
        Action<string>? notice
    )
    {
        var names = StratumNames.Of(options.Design, map.Classes);
        var wanted = Allocation.Share(options, [.. reservoirs.Select(r => r.Seen)]);
        if (wanted.Sum() < 2)
        {
            throw new SegmentDataException(
                $"'{map.Path}' has {reservoirs.Sum(r => r.Seen)} pixels with a class; points need 2."
            );
        }

        var present = Enumerable.Range(0, reservoirs.Length).Where(s => reservoirs[s].Seen > 0).ToList();
        var places = Places(map, options, reservoirs, wanted, random);
        SampleNotices.Tell(
            options,
            map,
            [.. present.Select(s => (names[s], reservoirs[s].Seen, wanted[s], places[s].Count))],
            notice
        );
        var all = present
            .SelectMany((s, stratum) => places[s].Select(pixel => (Pixel: pixel, Stratum: stratum)))
            .ToArray();
        random.Shuffle(all);
        return new PointSample(
            map.Grid,
            map.Classes,
            [.. present.Select(s => new SampleStratum(names[s], reservoirs[s].Seen))],
            [.. all.Select((p, i) => Point(map, i + 1, p.Pixel, p.Stratum))],
            SampleNotices.Facts(options, map)
        );
    }

    private static SamplePoint Point(ClassMap map, int id, long pixel, int stratum)
    {
        var (row, column) = ((int)(pixel / map.Grid.Width), (int)(pixel % map.Grid.Width));
        Span<byte> mapped = stackalloc byte[1];
        map.Read(new PixelWindow(row, column, 1, 1), mapped);
        return new SamplePoint(id, row, column, mapped[0], stratum);
    }

    // Rare classes choose first: they have the fewest places to go to.
    private static List<long>[] Places(
        ClassMap map,
        SampleOptions options,
        Reservoir[] reservoirs,
        int[] wanted,
        Random random
    )
    {
        var transform = map.Grid.Transform ?? GeoTransform.PixelSpace;
        var spacing = new Spacing(options.MinDistance);
        var places = new List<long>[reservoirs.Length];
        foreach (var stratum in Enumerable.Range(0, reservoirs.Length).OrderBy(s => reservoirs[s].Seen))
        {
            var candidates = reservoirs[stratum].Kept.ToArray();
            random.Shuffle(candidates);
            places[stratum] = [];
            foreach (var pixel in candidates)
            {
                var (x, y) = transform.ToMap((pixel % map.Grid.Width) + 0.5, (pixel / map.Grid.Width) + 0.5);
                if (places[stratum].Count < wanted[stratum] && spacing.TryTake(x, y))
                {
                    places[stratum].Add(pixel);
                }
            }
        }

        return places;
    }
}
