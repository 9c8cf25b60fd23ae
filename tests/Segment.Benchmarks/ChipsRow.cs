using System.Diagnostics;
using System.Globalization;
using System.Text;
using Segment.Raster.Chips;

namespace Segment.Benchmarks;

/// <summary>Cutting chips, against a bare write of the same number of files of the same sizes.</summary>
internal static class ChipsRow
{
    private const int Bands = 64;
    private const int LargeSide = 2048;

    /// <summary>Small chips: 19,600 of 10 × 10 px, 6 bands, from 5.4 Mpx with 100 polygons.</summary>
    /// <param name="folder">Where to work.</param>
    /// <returns>The figure.</returns>
    public static BenchmarkResult MeasureSmall(BenchmarkFolder folder)
    {
        var options = new ChipExportOptions
        {
            Scenes = [folder.Scene(BenchmarkFolder.BelizeSide)],
            Labels = Squares(folder.File("small.csv"), BenchmarkFolder.BelizeSide, 10, 61),
            ClassValueField = "class",
            OutFolder = folder.File("small-chips"),
            TileSizeX = 10,
            StrideX = 5,
        };
        var (own, bare, chips, _) = Interleaved(options, folder);
        return new BenchmarkResult(
            $"{own:0.0} s for {chips:N0} chips on {Environment.ProcessorCount} cores; {own / bare:0.0} times a bare write ({bare:0.0} s)",
            own < 3
        );
    }

    /// <summary>Large chips: 256 × 256 px, 64 bands.</summary>
    /// <param name="folder">Where to work.</param>
    /// <returns>The figure.</returns>
    public static BenchmarkResult MeasureLarge(BenchmarkFolder folder)
    {
        var options = new ChipExportOptions
        {
            Scenes = [Scene64(folder)],
            Labels = Squares(folder.File("large.csv"), LargeSide, 2, LargeSide / 2),
            ClassValueField = "class",
            OutFolder = folder.File("large-chips"),
            TileSizeX = 256,
            StrideX = 128,
        };
        var (own, bare, chips, bytes) = Interleaved(options, folder);
        return new BenchmarkResult(
            $"{own / bare:0.00} times a bare write ({bytes / own / 1e6:0} against {bytes / bare / 1e6:0} MB/s, {chips:N0} chips; peak memory {PeakMegabytes():0} MB)",
            own / bare <= 1.5
        );
    }

    private static (double Own, double Bare, int Chips, double Bytes) Interleaved(
        ChipExportOptions options,
        BenchmarkFolder folder
    )
    {
        const int Runs = 3;
        var (own, bare) = (new List<double>(), new List<double>());
        var (chips, bytes) = (0, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            chips = ChipExporter.Export(options).Chips;
            own.Add(watch.Elapsed.TotalSeconds);
            var sizes = Directory
                .GetFiles(options.OutFolder, "*.tif", SearchOption.AllDirectories)
                .Select(f => new FileInfo(f).Length)
                .ToArray();
            bytes = sizes.Sum();
            bare.Add(BareWrite(Directory.CreateDirectory(folder.File($"bare-{run}")).FullName, sizes));
        }

        return (own.Order().ElementAt(Runs / 2), bare.Order().ElementAt(Runs / 2), chips, bytes);
    }

    private static double BareWrite(string folder, long[] sizes)
    {
        var content = new byte[sizes.Max()];
        var watch = Stopwatch.StartNew();
        Parallel.For(
            0,
            sizes.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            index =>
            {
                var path = Path.Combine(folder, index.ToString(CultureInfo.InvariantCulture));
                using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
                RandomAccess.Write(file, content.AsSpan(0, (int)sizes[index]), 0);
            }
        );
        var seconds = watch.Elapsed.TotalSeconds;
        Directory.Delete(folder, recursive: true);
        return seconds;
    }

    // A table of squares in pixel space, as the scenes are.
    private static string Squares(string path, int side, int count, int width)
    {
        var text = new StringBuilder("class,WKT\n");
        var step = side / count;
        for (var square = 0; square < count * count; square++)
        {
            var (x, y) = (square % count * step, square / count * step);
            var (right, bottom) = (x + width, y + width);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(square % 5) + 1},\"POLYGON(({x} {y},{right} {y},{right} {bottom},{x} {bottom},{x} {y}))\"\n"
            );
        }

        File.WriteAllText(path, text.ToString());
        return path;
    }

    // ENVI: raw samples and a text header.
    private static string Scene64(BenchmarkFolder folder)
    {
        var path = folder.File("scene64.dat");
        using (var file = File.Create(path))
        {
            var band = new byte[LargeSide * LargeSide];
            new Random(1).NextBytes(band);
            for (var written = 0; written < Bands; written++)
            {
                file.Write(band);
            }
        }

        File.WriteAllText(
            Path.ChangeExtension(path, ".hdr"),
            $"ENVI\nsamples = {LargeSide}\nlines = {LargeSide}\nbands = {Bands}\nheader offset = 0\nfile type = ENVI Standard\ndata type = 1\ninterleave = bsq\nbyte order = 0\n"
        );
        return path;
    }

    // VmHWM is the peak resident size, in kB (proc(5)).
    private static double PeakMegabytes()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(words[1], CultureInfo.InvariantCulture) / 1024;
    }
}
