using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>
/// Class labels on a scene's grid, from polygons or from a classified raster. Class indices are positions in
/// <see cref="Classes"/>; a pixel that no label covers is 255 (<em>ignore</em>). Not safe for use by several threads.
/// </summary>
public abstract class LabelSource : IDisposable
{
    /// <summary>The class index of a pixel without a label.</summary>
    public const byte Ignore = 255;

    /// <summary>The most classes that labels may have; 255 is <see cref="Ignore"/>.</summary>
    public const int MaxClasses = 254;

    /// <summary>Gets the classes, sorted by value; the position is the class index.</summary>
    public abstract IReadOnlyList<LandCoverClass> Classes { get; }

    /// <summary>Gets what was drawn of each class, by class index; empty for a classified raster.</summary>
    public abstract IReadOnlyList<ClassFeatures> Features { get; }

    /// <summary>Gets the features that were drawn, in that order; empty for a classified raster.</summary>
    public virtual IReadOnlyList<DrawnFeature> Drawings => [];

    /// <summary>Finds the pixels of the scene that features of two or more classes claim.</summary>
    /// <returns>What was found; null for a classified raster.</returns>
    public virtual LabelOverlaps? FindOverlaps() => null;

    /// <summary>Finds the pixels that one feature covers, whatever is drawn over it.</summary>
    /// <param name="number">Its <see cref="DrawnFeature.Number"/>.</param>
    /// <param name="window">A window of the scene's grid.</param>
    /// <param name="covered">Height × width, row by row: the feature's class index where it covers the pixel, else 255; so a
    /// feature that means <em>ignore</em> shows nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature.</exception>
    public virtual void ReadFeature(int number, PixelWindow window, Span<byte> covered) =>
        throw new ArgumentOutOfRangeException(nameof(number), number, "A classified raster has no features.");

    /// <summary>Opens labels: any vector file that GDAL reads, or a classified raster.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Layer and class field of a vector file.</param>
    /// <param name="sceneGrid">The grid that labels are wanted on.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="SegmentDataException">The options are not usable, or the file cannot be read, has no such layer or field, lies outside the
    /// scene, or does not fit the scene's grid.</exception>
    public static LabelSource Open(
        string path,
        LabelOptions options,
        GridGeometry sceneGrid,
        Action<string>? notice = null
    )
    {
        var problems = string.Join(Environment.NewLine, options.Problems());
        if (problems.Length > 0)
        {
            throw new SegmentDataException(problems);
        }

        if (!File.Exists(path) && !Directory.Exists(path) && !path.StartsWith("/vsi", StringComparison.Ordinal))
        {
            throw new SegmentDataException(
                $"There is no file '{path}'. Give the path of the labels: a vector file such as a GeoPackage, or a classified raster."
            );
        }

        LabelFiles.Check(path);
        using var file = OgrFile.TryOpen(path, out var reason);
        return file is not null && file.Layers.Count > 0
            ? VectorLabels.Read(file, path, options, sceneGrid, notice)
            : RasterLabels.Read(path, reason, options, sceneGrid, notice);
    }

    /// <summary>Tells whether labels are drawn as features of a vector file, not a classified raster.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Whether they are.</returns>
    public static bool AreDrawn(string path)
    {
        using var file = OgrFile.TryOpen(path, out _);
        return file is not null && file.Layers.Count > 0;
    }

    /// <summary>Reads the class index of each pixel of a window.</summary>
    /// <param name="window">A window inside the scene.</param>
    /// <param name="classIndex">Height × width, row by row; 255 where there is no label.</param>
    public abstract void Read(PixelWindow window, Span<byte> classIndex);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the labels hold.</summary>
    /// <param name="disposing">Whether called from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
