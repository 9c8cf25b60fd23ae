using Segment.PackageFormat;
using Segment.Raster.Chips.Formats;
using Segment.Raster.Labels;
using Segment.Raster.Scenes;

namespace Segment.Raster.Chips.Export;

/// <summary>All scenes of an export, open.</summary>
internal sealed class ExportScenes : IDisposable
{
    private readonly ChipExportOptions options;
    private readonly MetadataFormat format;
    private readonly List<SceneMosaic> mosaics = [];
    private readonly List<ExportScene> scenes = [];

    private ExportScenes(ChipExportOptions options)
    {
        this.options = options;
        format = MetadataFormats.TryFind(options.MetadataFormat)!;
    }

    /// <summary>Gets the scenes, in the order in which chips are cut.</summary>
    public IReadOnlyList<ExportScene> All => scenes;

    /// <summary>Gets the folders that chips go to.</summary>
    public IEnumerable<string> Folders =>
        scenes
            .Select(s => s.Folder)
            .Concat(format.Needs == LabelNeed.None ? [] : [ChipLayout.Labels])
            .Concat(scenes[0].SecondPath is null ? [] : [ChipLayout.Images2])
            .Distinct(StringComparer.Ordinal);

    /// <summary>Opens the scenes that the options name, as one mosaic or each by itself.</summary>
    /// <param name="options">What to cut.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The scenes.</returns>
    /// <exception cref="SegmentDataException">A file cannot be read, or does not fit the others.</exception>
    public static ExportScenes Open(ChipExportOptions options, Action<string>? notice)
    {
        var opened = new ExportScenes(options);
        try
        {
            opened.OpenAll(notice);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Chooses what the options leave open.</summary>
    /// <param name="notice">Told what was chosen.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SegmentDataException">A scene is smaller than a tile, or its samples do not fit the files'
    /// format.</exception>
    public ChipPlan Plan(Action<string>? notice, CancellationToken token)
    {
        var classes = Classes();
        scenes.ForEach(s => s.Share(classes));
        var (x, y) = (options.TileSizeX ?? options.TileSizeY, options.TileSizeY ?? options.TileSizeX);
        if (x is null || y is null)
        {
            var (side, why) = TileSizeChoice.Choose(scenes, token);
            (x, y) = (side, side);
            notice?.Invoke(why);
        }

        CheckSizes(y.Value, x.Value);
        return new ChipPlan(
            options,
            format,
            ImageFormat(),
            classes,
            y.Value,
            x.Value,
            Math.Min(options.StrideY ?? options.StrideX ?? Math.Max(1, y.Value / 2), y.Value),
            Math.Min(options.StrideX ?? options.StrideY ?? Math.Max(1, x.Value / 2), x.Value)
        );
    }

    /// <summary>Describes the chips for the files beside them.</summary>
    /// <param name="plan">What was cut.</param>
    /// <param name="tally">What became of tiles.</param>
    /// <returns>The description.</returns>
    public ChipDescription Describe(ChipPlan plan, ChipTally tally)
    {
        IReadOnlyList<string> second = [];
        if (scenes[0].SecondPath is { } path)
        {
            using var raster = RasterSource.Open(path);
            second = [.. raster.Bands.Select(b => b.Name)];
        }

        return new ChipDescription(
            plan,
            [.. scenes.Select(s => s.Samples.Grid)],
            [.. scenes[0].Samples.Bands.Select(b => b.Type)],
            second,
            tally.Next
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        scenes.ForEach(s => s.Dispose());
        mosaics.ForEach(m => m.Dispose());
    }

    private void OpenAll(Action<string>? notice)
    {
        var first = format.Name == MetadataFormats.CycleGan ? ChipLayout.FirstDomain : ChipLayout.Images;
        IReadOnlyList<string>[] groups =
            options.ProcessingMode == ProcessingMode.ProcessItemsSeparately
                ? [.. options.Scenes.Select(s => new[] { s })]
                : [options.Scenes];
        foreach (var group in groups)
        {
            Add(group, first, notice);
        }

        if (format.Name == MetadataFormats.CycleGan)
        {
            Add([options.InRaster2!], ChipLayout.SecondDomain, notice);
        }

        CheckAlike();
    }

    private void Add(IReadOnlyList<string> paths, string folder, Action<string>? notice)
    {
        var mosaic = SceneMosaic.Open(paths);
        mosaics.Add(mosaic);
        var scene = ExportScene.Open(mosaic.Path, folder, options, notice);
        scenes.Add(scene);
        if (scene.Samples.Bands.Any(b => b.Type != scene.Samples.Type))
        {
            var types = string.Join(
                ", ",
                scene.Samples.Bands.Select(b => b.Type.Name()).Distinct(StringComparer.Ordinal)
            );
            notice?.Invoke(
                $"The scene's bands have several types ({types}): the chips are written as {scene.Samples.Type.Name()}."
            );
        }

        if (format.CountsFeatures && scene.Shapes is null)
        {
            throw new SegmentDataException(
                $"The labels '{options.Labels}' are a raster, and {format.Name} needs single features. Turn it into polygons: "
                    + $"gdal_polygonize.py '{options.Labels}' -f GPKG labels.gpkg labels value."
            );
        }
    }

    private void CheckAlike()
    {
        var first = scenes[0].Samples;
        foreach (var other in scenes.Where(s => s.Folder == scenes[0].Folder).Select(s => s.Samples))
        {
            if (other.Bands.Count != first.Bands.Count || other.Type != first.Type)
            {
                throw new SegmentDataException(
                    $"The scenes do not fit together: '{first.Path}' has {first.Bands.Count} bands of {first.Type.Name()}, '{other.Path}' "
                        + $"has {other.Bands.Count} of {other.Type.Name()}. Cut them into folders of their own."
                );
            }
        }
    }

    private void CheckSizes(int height, int width)
    {
        foreach (var scene in scenes.Where(s => s.Extent.Height < height || s.Extent.Width < width))
        {
            var most = Math.Min(scene.Extent.Height, scene.Extent.Width);
            throw new SegmentDataException(
                $"The scene '{scene.Path}' has {scene.Extent.Width} × {scene.Extent.Height} pixels, which is smaller than a tile of "
                    + $"{width} × {height}. Give a --tile-size of at most {most}."
            );
        }
    }

    private ImageChipFormat ImageFormat()
    {
        var image = ImageChipFormats.TryFind(options.ImageChipFormat)!;
        var samples = scenes[0].Samples;
        return image.Refusal(samples.Bands.Count, samples.Type) is { } reason
            ? throw new SegmentDataException(
                $"--image-chip-format {image.Name} does not fit: {reason}. Give --image-chip-format TIFF, which holds everything."
            )
            : image;
    }

    private LandCoverClass[] Classes()
    {
        var all = scenes.SelectMany(s => s.OwnClasses).DistinctBy(c => c.Value).OrderBy(c => c.Value).ToArray();
        return all.Length <= LabelSource.MaxClasses
            ? all
            : throw new SegmentDataException(
                $"The labels of all scenes have {all.Length} classes; at most {LabelSource.MaxClasses} are possible."
            );
    }
}
