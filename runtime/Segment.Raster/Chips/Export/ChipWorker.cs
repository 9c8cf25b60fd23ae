using Segment.PackageFormat;

namespace Segment.Raster.Chips.Export;

/// <summary>Reads and writes chips, with files of its own: each thread has one.</summary>
/// <param name="plan">What is cut.</param>
/// <param name="target">The folder.</param>
internal sealed class ChipWorker(ChipPlan plan, ChipTarget target) : IDisposable
{
    private ExportScene? scene;
    private ChipImages? images;
    private ChipImages? second;
    private ChipFiles? files;
    private float[] samples = [];
    private float[] picked = [];

    /// <summary>Writes chips of one scene.</summary>
    /// <param name="batch">The chips.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What was counted.</returns>
    public ChipBatchResult Run(ChipBatch batch, CancellationToken token)
    {
        Open(batch.Scene);
        var result = new ChipBatchResult(plan, [.. images!.Samples.Bands.Select(b => b.Name)]);
        foreach (var job in batch.Jobs)
        {
            token.ThrowIfCancellationRequested();
            Write(job, result);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        images?.Dispose();
        second?.Dispose();
    }

    private void Open(ExportScene wanted)
    {
        if (ReferenceEquals(scene, wanted))
        {
            return;
        }

        Dispose();
        scene = wanted;
        images = new ChipImages(wanted.Path, plan.ImageFormat, plan.Options.ReferenceSystem);
        second = wanted.SecondPath is { } path
            ? new ChipImages(path, plan.ImageFormat, plan.Options.ReferenceSystem)
            : null;
        files = new ChipFiles(plan, target, images);
    }

    private void Write(ChipJob job, ChipBatchResult result)
    {
        var values = ReadSamples(job.Cut);
        if (!HasData(values))
        {
            result.WithoutData++;
            return;
        }

        var name = ChipLayout.ChipName(job.Number);
        var file = files!.ImageName(name);
        var bytes = images!.Read(job.Cut);
        if (plan.Options.BlackenAroundFeature)
        {
            Blacken(bytes, job.Objects[0].Mask);
        }

        _ = second?.Read(job.Cut)[0];
        IReadOnlyList<string> labels = [];
        target.Try(() =>
        {
            images.Save(target[scene!.Folder, file], job.Cut);
            second?.Save(target[ChipLayout.Images2, file], job.Cut);
            labels = plan.Format.Labels.Write(job, name, files);
        });
        result.Statistics.AddLabels(job);
        result.Statistics.AddSamples(values);
        string[] line = [$"{scene!.Folder}\\{file}", .. labels];
        result.Lines.Add(second is null ? line : [.. line, $"{ChipLayout.Images2}\\{file}"]);
    }

    private static bool HasData(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<float> ReadSamples(ChipCut cut)
    {
        var raster = images!.Samples;
        var read = Room(ref samples, raster.Bands.Count * cut.Source.Area);
        raster.Read(cut.Source, read);
        if (!cut.IsTurned)
        {
            return read;
        }

        var chip = Room(ref picked, raster.Bands.Count * (long)cut.Area);
        cut.Pick<float>(read, chip);
        return chip;
    }

    private static Span<float> Room(ref float[] buffer, long length)
    {
        if (buffer.Length < length)
        {
            buffer = new float[length];
        }

        return buffer.AsSpan(0, (int)length);
    }

    private void Blacken(Span<byte> bytes, byte[] mask)
    {
        var size = images!.Samples.Type.SizeBytes();
        for (var sample = 0; sample < bytes.Length / size; sample++)
        {
            if (mask[sample % mask.Length] == 0)
            {
                bytes.Slice(sample * size, size).Clear();
            }
        }
    }
}
