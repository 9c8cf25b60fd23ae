using Segment.PackageFormat;
using Segment.Raster.Chips.Formats;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips.Export;

/// <summary>A scene that chips are cut from, with its labels. One thread at a time may use it.</summary>
internal sealed class ExportScene : IDisposable
{
    private byte[]? labelIndex;
    private byte[]? drawnIndex;

    private ExportScene(string path, ChipSamples samples) => (Path, Samples) = (path, samples);

    /// <summary>Gets the path to open.</summary>
    public string Path { get; }

    /// <summary>Gets the open raster.</summary>
    public ChipSamples Samples { get; }

    /// <summary>Gets the folder of its chips in the chips folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the path of the raster whose chips go to <c>images2</c>, or null.</summary>
    public string? SecondPath { get; private set; }

    /// <summary>Gets the class of each pixel, or null where chips have no labels.</summary>
    public LabelSource? Labels { get; private set; }

    /// <summary>Gets the source of single objects: the labels, or the instance data.</summary>
    public VectorLabels? Drawn { get; private set; }

    /// <summary>Gets the drawn features as geometries; null where none were drawn.</summary>
    public SceneShapes? Shapes { get; private set; }

    /// <summary>Gets the polygons that chips must lie in, or null.</summary>
    public MaskPolygons? Mask { get; private set; }

    /// <summary>Gets the scene's pixels.</summary>
    public PixelWindow Extent => Samples.Grid.Extent;

    /// <summary>Gets the classes as the scene's own labels have them.</summary>
    public IReadOnlyList<LandCoverClass> OwnClasses =>
        [.. (Labels?.Classes ?? []).Concat(ReferenceEquals(Drawn, Labels) ? [] : Drawn?.Classes ?? [])];

    /// <summary>Opens a scene and its labels.</summary>
    /// <param name="path">The scene, or a mosaic.</param>
    /// <param name="folder">The folder of its chips.</param>
    /// <param name="options">What to cut.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The scene.</returns>
    /// <exception cref="SegmentDataException">A file cannot be read, or does not fit the scene.</exception>
    public static ExportScene Open(string path, string folder, ChipExportOptions options, Action<string>? notice)
    {
        var scene = new ExportScene(path, new ChipSamples(path)) { Folder = folder };
        try
        {
            if (folder == ChipLayout.Images)
            {
                scene.OpenLabels(options, notice);
                scene.OpenSecond(options);
            }

            scene.Mask = options.InMaskPolygons is { } mask
                ? MaskPolygons.Read(mask, scene.Samples.Grid, notice)
                : null;
            return scene;
        }
        catch
        {
            scene.Dispose();
            throw;
        }
    }

    /// <summary>Fixes the class indices that all scenes share.</summary>
    /// <param name="classes">The classes of all scenes.</param>
    public void Share(IReadOnlyList<LandCoverClass> classes)
    {
        labelIndex = Shared(Labels, classes);
        drawnIndex = Shared(Drawn, classes);
    }

    /// <summary>Turns a drawn feature's class index into the one that all scenes share.</summary>
    /// <param name="own">The index.</param>
    /// <returns>The shared index.</returns>
    public byte Shared(byte own) => drawnIndex is null ? own : drawnIndex[own];

    /// <summary>Reads the class index of each pixel of a window.</summary>
    /// <param name="window">A window inside the scene.</param>
    /// <param name="classIndex">Height × width; 255 where there is no label, or no labels at all.</param>
    public void ReadLabels(PixelWindow window, Span<byte> classIndex)
    {
        if (Labels is null)
        {
            classIndex.Fill(LabelSource.Ignore);
            return;
        }

        Labels.Read(window, classIndex);
        Replace(classIndex, labelIndex);
    }

    /// <summary>Draws some of the drawn features into a window.</summary>
    /// <param name="window">A window inside the scene.</param>
    /// <param name="features">Positions among the features drawn.</param>
    /// <param name="classIndex">Height × width; 255 where nothing is drawn.</param>
    public void Draw(PixelWindow window, IEnumerable<int> features, Span<byte> classIndex)
    {
        Drawn!.Burn(window, [.. features.Select(f => Drawn.Drawn[f])], classIndex);
        Replace(classIndex, drawnIndex);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Samples.Dispose();
        if (!ReferenceEquals(Drawn, Labels))
        {
            Drawn?.Dispose();
        }

        Labels?.Dispose();
    }

    // Null where the scene's own indices are those of all.
    private static byte[]? Shared(LabelSource? labels, IReadOnlyList<LandCoverClass> classes)
    {
        if (labels is null || labels.Classes.SequenceEqual(classes))
        {
            return null;
        }

        var indices = new byte[LabelSource.Ignore + 1];
        Array.Fill(indices, LabelSource.Ignore);
        foreach (var (own, landCover) in labels.Classes.Index())
        {
            indices[own] = (byte)classes.Index().First(c => c.Item.Value == landCover.Value).Index;
        }

        return indices;
    }

    private static void Replace(Span<byte> classIndex, byte[]? shared)
    {
        if (shared is null)
        {
            return;
        }

        foreach (ref var index in classIndex)
        {
            index = shared[index];
        }
    }

    private void OpenLabels(ChipExportOptions options, Action<string>? notice)
    {
        if (options.Labels is not { } path)
        {
            return;
        }

        if (MetadataFormats.TryFind(options.MetadataFormat) is { Needs: LabelNeed.None } format)
        {
            notice?.Invoke($"{format.Name} has no labels: --labels is not used.");
            return;
        }

        Labels = LabelSource.Open(path, options.LabelOptions, Samples.Grid, notice);
        Drawn = Labels as VectorLabels;
        if (options.InInstanceData is { } instances)
        {
            var own = LabelSource.Open(
                instances,
                new LabelOptions { ClassValueField = options.InstanceClassValueField },
                Samples.Grid,
                notice
            );
            Drawn = own as VectorLabels;
            if (Drawn is null)
            {
                own.Dispose();
                throw new SegmentDataException(
                    $"The instance data '{instances}' are a raster; single objects are polygons. Give a vector file."
                );
            }
        }

        Shapes = Drawn is null ? null : new SceneShapes(Drawn);
    }

    private void OpenSecond(ChipExportOptions options)
    {
        if (options.InRaster2 is not { } path)
        {
            return;
        }

        using var second = new ChipSamples(path);
        var (own, other) = (Samples.Grid, second.Grid);
        var fits =
            (own.Height, own.Width, own.Transform) == (other.Height, other.Width, other.Transform)
            && CrsComparison.Same(own.CrsWkt, other.CrsWkt);
        SecondPath = fits
            ? path
            : throw new SegmentDataException(
                $"The second raster '{path}' ({other.Width} × {other.Height} pixels) does not lie on the scene's grid ({own.Width} × "
                    + $"{own.Height} pixels): both must have one origin, cell size and reference system. Bring it there: "
                    + $"gdalwarp -t_srs … -te … -ts {own.Width} {own.Height} '{path}' second.tif."
            );
    }
}
