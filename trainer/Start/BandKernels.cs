using Segment.PackageFormat;
using Segment.Trainer.Options;
using Segment.Trainer.Packaging;

namespace Segment.Trainer.Start;

/// <summary>Makes a first convolution that was trained on red, green and blue fit other bands (<see cref="WeightInitScheme"/>).</summary>
/// <param name="bands">The names of the bands that the network reads.</param>
/// <param name="wanted">What was asked for.</param>
internal sealed class BandKernels(IReadOnlyList<string> bands, WeightInitScheme wanted)
{
    private const int Published = 3;
    private const int MeanOfAll = -1;
    private const int Fresh = -2;

    private static readonly string[] Colors = ["red", "green", "blue"];

    private readonly int[] named = [.. bands.Select(b => Array.IndexOf(Colors, b.Trim().ToLowerInvariant()))];

    /// <summary>Gets what is done: what was asked for, or what <see cref="WeightInitScheme.Auto"/> chooses.</summary>
    public WeightInitScheme Scheme =>
        wanted != WeightInitScheme.Auto ? wanted
        : NamesAll ? WeightInitScheme.BandName
        : WeightInitScheme.Repeat;

    /// <summary>Gets a value indicating whether kernels for three colours become kernels for other bands.</summary>
    public bool Fits => bands.Count != Published || Scheme == WeightInitScheme.AllRandom;

    private bool NamesAll => named.Where(c => c >= 0).Distinct().Count() == Published;

    /// <summary>Makes the kernels.</summary>
    /// <param name="published">The trained kernels, (out, bands, k, k).</param>
    /// <param name="fresh">Random kernels for the chips' bands, (out, bands, k, k), row-major.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="notice">Told what was done.</param>
    /// <returns>Kernels for the chips' bands, (out, bands, k, k), row-major.</returns>
    /// <exception cref="SegmentDataException">The kernels are for other bands than three, and not for as many as the chips have.</exception>
    public float[] Fit(NamedTensor published, float[] fresh, string file, Action<string> notice)
    {
        var inputs = published.Shape[1];
        if (Scheme == WeightInitScheme.AllRandom)
        {
            notice("The first convolution starts at random (ALL_RANDOM).");
            return fresh;
        }

        if (inputs == bands.Count && inputs != Published)
        {
            notice(
                $"The first convolution of {file} reads {inputs} bands, as many as the network: they are taken in order."
            );
            return published.Values;
        }

        if (inputs != Published)
        {
            throw new SegmentDataException(
                $"The first convolution of {file} reads {inputs} bands, and the network {bands.Count} ({string.Join(", ", bands)}): only "
                    + "one of red, green and blue can be fitted to other bands. Give --weight-init-scheme ALL_RANDOM to start it at random."
            );
        }

        int[] sources = [.. Enumerable.Range(0, bands.Count).Select(Source)];
        notice(Told(sources));
        return Mix(published, fresh, sources);
    }

    /// <summary>Which kernel a band takes.</summary>
    private int Source(int band)
    {
        var color =
            NamesAll ? named[band]
            : band < Published ? band
            : MeanOfAll;
        return Scheme switch
        {
            WeightInitScheme.BandName => named[band],
            WeightInitScheme.Repeat => bands.Count == 1 ? MeanOfAll : band % Published,
            WeightInitScheme.RedBand => Math.Max(0, color),
            _ => color >= 0 ? color : Fresh,
        };
    }

    private float[] Mix(NamedTensor published, float[] fresh, int[] sources)
    {
        var area = published.Shape[2] * published.Shape[3];
        var factor = Published / (float)bands.Count;
        var mixed = (float[])fresh.Clone();
        for (var at = 0; at < mixed.Length; at++)
        {
            var (output, band, tap) = (at / (area * bands.Count), at / area % bands.Count, at % area);
            var kernel = published.Values.AsSpan(output * Published * area, Published * area);
            mixed[at] = sources[band] switch
            {
                Fresh => fresh[at],
                MeanOfAll => factor * (kernel[tap] + kernel[area + tap] + kernel[(2 * area) + tap]) / Published,
                var color => factor * kernel[(color * area) + tap],
            };
        }

        return mixed;
    }

    private string Told(int[] sources)
    {
        var parts = sources
            .Select((source, band) => (Source: source, Band: bands[band]))
            .GroupBy(p => p.Source)
            .OrderByDescending(g => g.Key >= 0)
            .ThenBy(g => g.Key)
            .Select(g => $"{string.Join(", ", g.Select(p => p.Band))} {Takes(g.Key)}");
        var word = Scheme switch
        {
            WeightInitScheme.BandName => "BAND_NAME",
            WeightInitScheme.Repeat => "REPEAT",
            WeightInitScheme.RedBand => "RED_BAND",
            _ => "RANDOM",
        };
        return $"The first convolution is fitted to {bands.Count} bands ({word}{(wanted == WeightInitScheme.Auto ? ", chosen by itself" : "")}): "
            + $"{string.Join("; ", parts)}; times 3/{bands.Count}."
            + (
                wanted == WeightInitScheme.Auto && Scheme == WeightInitScheme.Repeat
                    ? " Bands that the scene names Red, Green and Blue would take the kernels of their colours."
                    : ""
            );
    }

    private static string Takes(int source) =>
        source switch
        {
            Fresh => "at random",
            MeanOfAll => "from the mean of all three kernels",
            _ => $"from the {Colors[source]} kernel",
        };
}
