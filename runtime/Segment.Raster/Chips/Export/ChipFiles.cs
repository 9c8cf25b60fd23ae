using System.Runtime.InteropServices;
using System.Text;
using Segment.PackageFormat;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips.Export;

/// <summary>Writes the label files of chips. One thread at a time may use it.</summary>
/// <param name="plan">What is cut.</param>
/// <param name="target">The folder.</param>
/// <param name="images">The scene's chips.</param>
internal sealed class ChipFiles(ChipPlan plan, ChipTarget target, ChipImages images)
{
    private const int MostTemplates = 16;

    private readonly Dictionary<(PixelType, int, int, double, double), ChipTemplate> templates = [];
    private readonly ushort[] valueOfIndex = ValuesOf(plan);

    /// <summary>Gets the classes, sorted by value.</summary>
    public IReadOnlyList<LandCoverClass> Classes => plan.Classes;

    /// <summary>Gets the bands of the image chips.</summary>
    public int BandCount => images.Samples.Bands.Count;

    /// <summary>Gets the file name of an image chip.</summary>
    /// <param name="name">The chip's name.</param>
    /// <returns>The name with its extension.</returns>
    public string ImageName(string name) => $"{name}{plan.ImageFormat.Extension}";

    /// <summary>Writes the class value of each pixel.</summary>
    /// <param name="folder">A folder in the chips folder.</param>
    /// <param name="name">The chip's name.</param>
    /// <param name="job">The chip.</param>
    /// <returns>The file's path for <c>map.txt</c>.</returns>
    public string WriteClasses(string folder, string name, ChipJob job)
    {
        var type = plan.WideLabels ? PixelType.UInt16 : PixelType.UInt8;
        var template = TemplateOf(job.Cut, type, plan.IgnoreValue);
        if (plan.WideLabels)
        {
            var wide = MemoryMarshal.Cast<byte, ushort>(template.Samples);
            for (var pixel = 0; pixel < wide.Length; pixel++)
            {
                wide[pixel] = valueOfIndex[job.Labels[pixel]];
            }
        }
        else
        {
            var narrow = template.Samples;
            for (var pixel = 0; pixel < narrow.Length; pixel++)
            {
                narrow[pixel] = (byte)valueOfIndex[job.Labels[pixel]];
            }
        }

        return Save(template, folder, name, job.Cut);
    }

    /// <summary>Writes, for each class in the chip, which object each pixel belongs to: 1, 2 … in the order of the
    /// features; 0 where there is none.</summary>
    /// <param name="folder">A folder in the chips folder; each class has a folder there.</param>
    /// <param name="name">The chip's name.</param>
    /// <param name="job">The chip.</param>
    /// <returns>The files' paths for <c>map.txt</c>.</returns>
    public IReadOnlyList<string> WriteObjectMasks(string folder, string name, ChipJob job)
    {
        var paths = new List<string>();
        foreach (var own in job.Objects.GroupBy(o => o.ClassIndex).OrderBy(g => g.Key))
        {
            var objects = own.ToArray();
            var wide = objects.Length > byte.MaxValue;
            var template = TemplateOf(job.Cut, wide ? PixelType.UInt16 : PixelType.UInt8, 0);
            template.Samples.Clear();
            foreach (var (number, item) in objects.Index())
            {
                Number(template.Samples, item.Mask, number + 1, wide);
            }

            var classFolder = $"{folder}\\{plan.Classes[own.Key].Value}";
            target.MakeFolder(classFolder);
            paths.Add(Save(template, classFolder, name, job.Cut));
        }

        return paths;
    }

    /// <summary>Writes a text file in UTF-8.</summary>
    /// <param name="folder">A folder in the chips folder.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="text">Its content.</param>
    /// <returns>The file's path for <c>map.txt</c>.</returns>
    public string WriteText(string folder, string file, string text)
    {
        File.WriteAllText(target[folder, file], text, new UTF8Encoding(false));
        return $"{folder}\\{file}";
    }

    private static ushort[] ValuesOf(ChipPlan plan)
    {
        var values = new ushort[LabelSource.Ignore + 1];
        Array.Fill(values, (ushort)plan.IgnoreValue);
        foreach (var (index, landCover) in plan.Classes.Index())
        {
            values[index] = (ushort)landCover.Value;
        }

        return values;
    }

    private static void Number(Span<byte> samples, byte[] mask, int number, bool wide)
    {
        var numbers = MemoryMarshal.Cast<byte, ushort>(samples);
        for (var pixel = 0; pixel < mask.Length; pixel++)
        {
            if (mask[pixel] == 0)
            {
                continue;
            }

            if (wide)
            {
                numbers[pixel] = (ushort)number;
            }
            else
            {
                samples[pixel] = (byte)number;
            }
        }
    }

    private string Save(ChipTemplate template, string folder, string name, ChipCut cut)
    {
        var file = $"{name}.tif";
        template.Save(target[folder, file], images.FormatOf(cut).Transform);
        return $"{folder}\\{file}";
    }

    private ChipTemplate TemplateOf(ChipCut cut, PixelType type, int noData)
    {
        var key = (type, cut.Height, cut.Width, cut.InScene.PixelWidth, cut.InScene.ColumnRotation);
        if (templates.TryGetValue(key, out var own))
        {
            return own;
        }

        if (templates.Count == MostTemplates)
        {
            templates.Clear();
        }

        var kind = images.FormatOf(cut) with { Type = type, BandNames = [""], NoData = noData };
        return templates[key] = new ChipTemplate(kind);
    }
}
