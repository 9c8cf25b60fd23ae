using System.Buffers.Binary;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Maps;

namespace Segment.Raster.Samples;

/// <summary>
/// Writes a sample as a GeoPackage: the layer <c>points</c> with an empty field <c>GrndTruth</c> that offers the map's classes,
/// and the tables <c>strata</c> and <c>design</c>.
/// </summary>
public static class PointSampleFile
{
    private const string ClassDomain = "map_class";

    private static readonly FeatureField[] Origin =
    [
        new(SampleFields.Classified, OgrFieldType.Integer),
        new(SampleFields.ClassName, OgrFieldType.Text),
        new(SampleFields.Stratum, OgrFieldType.Text),
        new(SampleFields.StratumPixels, OgrFieldType.Integer64),
        new(SampleFields.Inclusion, OgrFieldType.Real),
    ];

    /// <summary>Writes a sample.</summary>
    /// <param name="path">The GeoPackage; an earlier one is replaced when the new one is whole.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="blind">Whether the points say nothing of the map's class: that stands in a table of its own then.</param>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public static void Write(string path, PointSample sample, bool blind)
    {
        CheckPath(path);
        var partial = Path.ChangeExtension(path, ".partial.gpkg");
        try
        {
            Remove(partial);
            using (var target = FeatureTarget.Create(partial, "points"))
            {
                Fill(target, sample, blind);
                target.Complete();
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The points '{path}' could not be written: {e.Message.TrimEnd('.')}. Check the folder, its permissions and the free space.",
                e
            );
        }
        finally
        {
            Remove(partial);
        }
    }

    /// <summary>Refuses a path that cannot be written to, before any work is done.</summary>
    /// <param name="path">The GeoPackage.</param>
    /// <exception cref="SegmentOutputException">It is no <c>.gpkg</c>, or its folder is missing.</exception>
    public static void CheckPath(string path)
    {
        if (!path.EndsWith(".gpkg", StringComparison.OrdinalIgnoreCase))
        {
            throw new SegmentOutputException(
                $"'{path}' is no GeoPackage. Points are written as GeoPackages, which keep the strata beside them: give a name that ends in .gpkg."
            );
        }

        MapWriter.CheckPlace(path);
    }

    private static void Fill(FeatureTarget target, PointSample sample, bool blind)
    {
        target.AddDomain(ClassDomain, sample.Classes.Select(c => (c.Value, $"{c.Value} {c.Name}")));
        var id = new FeatureField(SampleFields.Id, OgrFieldType.Integer);
        FeatureField[] form =
        [
            new(SampleFields.GroundTruth, OgrFieldType.Integer, ClassDomain),
            new(SampleFields.Comment, OgrFieldType.Text),
        ];
        var points = target.AddLayer(
            SampleFields.Points,
            sample.Grid.CrsWkt,
            OgrGeometryType.Point,
            indexed: true,
            [id, .. form, .. blind ? [] : Origin]
        );
        var origins = blind ? Table(target, SampleFields.BlindKey, [id, .. Origin]) : default(FeatureLayer?);
        AddFacts(target, sample);
        var transform = sample.Grid.Transform ?? GeoTransform.PixelSpace;
        foreach (var point in sample.Points)
        {
            var (x, y) = transform.ToMap(point.Column + 0.5, point.Row + 0.5);
            using var place = OgrGeometryHandle.FromWkb(Wkb(x, y));
            object?[] origin = OriginOf(sample, point);
            target.Add(points, place, [point.Id, null, null, .. blind ? [] : origin]);
            if (origins is { } table)
            {
                target.Add(table, null, [point.Id, .. origin]);
            }
        }
    }

    private static object?[] OriginOf(PointSample sample, SamplePoint point)
    {
        var (mapped, stratum) = (sample.Classes[point.ClassIndex], sample.Strata[point.Stratum]);
        return [mapped.Value, mapped.Name, stratum.Name, stratum.Pixels, sample.Inclusion(point.Stratum)];
    }

    private static void AddFacts(FeatureTarget target, PointSample sample)
    {
        var strata = Table(
            target,
            SampleFields.Strata,
            new(SampleFields.Stratum, OgrFieldType.Text),
            new(SampleFields.StratumPixels, OgrFieldType.Integer64),
            new("points", OgrFieldType.Integer),
            new(SampleFields.Inclusion, OgrFieldType.Real)
        );
        foreach (var (place, stratum) in sample.Strata.Index())
        {
            target.Add(strata, null, stratum.Name, stratum.Pixels, sample.CountOf(place), sample.Inclusion(place));
        }

        var design = Table(
            target,
            SampleFields.Design,
            new("name", OgrFieldType.Text),
            new("value", OgrFieldType.Text)
        );
        foreach (var (name, value) in sample.Facts)
        {
            target.Add(design, null, name, value);
        }
    }

    private static FeatureLayer Table(FeatureTarget target, string name, params FeatureField[] fields) =>
        target.AddLayer(name, string.Empty, OgrGeometryType.None, indexed: false, fields);

    private static byte[] Wkb(double x, double y)
    {
        var wkb = new byte[21];
        wkb[0] = 1;
        wkb[1] = (byte)OgrGeometryType.Point;
        BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(5), x);
        BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(13), y);
        return wkb;
    }

    private static void Remove(string partial)
    {
        foreach (var ending in new[] { string.Empty, "-journal", "-wal", "-shm" })
        {
            File.Delete(partial + ending);
        }
    }
}
