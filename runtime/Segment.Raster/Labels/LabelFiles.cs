using Segment.PackageFormat;

namespace Segment.Raster.Labels;

/// <summary>Looks at a labels file from outside, before it is opened.</summary>
internal static class LabelFiles
{
    private static readonly string[] Parts = [".shx", ".dbf"];

    /// <summary>Refuses an empty file, and a shapefile without its other parts, for which GDAL has no telling
    /// words.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <exception cref="SegmentDataException">The file is empty, or parts are missing.</exception>
    public static void Check(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            throw new SegmentDataException($"The labels '{path}' are an empty file (0 bytes). Get the file anew.");
        }

        if (!Path.GetExtension(path).Equals(".shp", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
        {
            return;
        }

        var missing = Parts.Where(p => !HasPart(path, p)).Select(p => $"'{Path.ChangeExtension(path, p)}'").ToArray();
        if (missing.Length > 0)
        {
            throw new SegmentDataException(
                $"The shapefile '{path}' is not whole: {string.Join(" and ", missing)} "
                    + $"{(missing.Length == 1 ? "is" : "are")} missing. A shapefile is at least .shp, .shx (index) and .dbf (the fields), "
                    + "and .prj (the reference system): copy all of them, or save the labels as a GeoPackage."
            );
        }
    }

    private static bool HasPart(string path, string extension) =>
        File.Exists(Path.ChangeExtension(path, extension))
        || File.Exists(Path.ChangeExtension(path, extension.ToUpperInvariant()));
}
