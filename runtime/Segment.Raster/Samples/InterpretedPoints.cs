using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Raster.Samples;

/// <summary>Points whose class somebody has told, read from a vector file.</summary>
/// <param name="Points">The points, in the file's order.</param>
/// <param name="Field">The field that tells the class.</param>
/// <param name="Strata">The strata that the sample was drawn from, those without a point included where the file knows them;
/// empty where points carry none.</param>
public sealed record InterpretedPoints(
    IReadOnlyList<InterpretedPoint> Points,
    string Field,
    IReadOnlyList<SampleStratum> Strata
)
{
    // ArcGIS writes -1 where no class is set.
    private const string Unset = "-1";

    /// <summary>Tells whether a file holds points to read here: one layer, of points.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layer">The layer's name; null for the only one with geometries.</param>
    /// <returns>Whether it does; false for polygons, rasters and files that cannot be read.</returns>
    public static bool AreIn(string path, string? layer)
    {
        using var file = OgrFile.TryOpen(path, out _);
        return file is not null && Find(file, layer) is { } found && HoldsPoints(found);
    }

    /// <summary>Reads the points.</summary>
    /// <param name="path">The file; <see cref="AreIn"/> has said yes.</param>
    /// <param name="options">Layer and field; without a field, <c>GrndTruth</c> or a usual one.</param>
    /// <param name="map">The map's grid.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <returns>The points.</returns>
    /// <exception cref="SegmentDataException">The file cannot be read, has no such field, or has no way to the map's
    /// reference system.</exception>
    public static InterpretedPoints Read(string path, LabelOptions options, GridGeometry map, Action<string>? notice)
    {
        LabelFiles.Check(path);
        using var file =
            OgrFile.TryOpen(path, out var reason)
            ?? throw new SegmentDataException($"The points '{path}' cannot be read: {reason}.");
        var layer =
            Find(file, options.Layer)
            ?? throw new SegmentDataException($"'{path}' has no single layer of points. Choose one with --layer.");
        var truth = layer.Fields.Any(f => f.Name.Equals(SampleFields.GroundTruth, StringComparison.OrdinalIgnoreCase));
        var field = ClassField.Find(layer, options.ClassValueField ?? (truth ? SampleFields.GroundTruth : null));
        var points = ReadAll(layer, field, path, map, BlindKey(file), notice);
        return new InterpretedPoints(points, field.Field.Name, StrataOf(file, points));
    }

    private static OgrLayer? Find(OgrFile file, string? name)
    {
        var drawn = file.Layers.Where(l => l.HasGeometries);
        var fitting = name is null
            ? drawn.ToArray()
            : drawn.Where(l => l.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return fitting is [var only] ? only : null;
    }

    private static bool HoldsPoints(OgrLayer layer)
    {
        foreach (var feature in layer.ReadFeatures())
        {
            using var geometry = OgrApi.OGR_F_StealGeometry(feature);
            if (!geometry.IsInvalid)
            {
                return geometry.PlaneType is OgrGeometryType.Point or OgrGeometryType.MultiPoint;
            }
        }

        return false;
    }

    private static List<InterpretedPoint> ReadAll(
        OgrLayer layer,
        ClassField field,
        string path,
        GridGeometry map,
        Dictionary<long, SampleStratum> key,
        Action<string>? notice
    )
    {
        using var errors = GdalErrors.Begin();
        using var reference = SceneReference.Find(layer, path, map, notice, "points");
        var fields = new SampleColumns(layer);
        var (points, placeless) = (new List<InterpretedPoint>(), 0);
        foreach (var feature in layer.ReadFeatures())
        {
            using var geometry = OgrApi.OGR_F_StealGeometry(feature);
            if (geometry.IsInvalid || !reference.Apply(geometry) || Place(geometry) is not var (x, y))
            {
                placeless++;
                continue;
            }

            var id = fields.Id(feature) ?? points.Count + 1;
            points.Add(new(id, x, y, Answer(field, feature), fields.Stratum(feature) ?? key.GetValueOrDefault(id)));
        }

        if (errors.HasFailure)
        {
            throw new SegmentDataException($"The points in '{path}' could not be read to the end: {errors.Text}.");
        }

        if (placeless > 0)
        {
            notice?.Invoke(
                $"{placeless} features of '{path}' are no single points, or have no place on the map, and are left out."
            );
        }

        return points;
    }

    private static string? Answer(ClassField field, OgrFeatureHandle feature) =>
        field.Key(feature) is { } text && text != Unset ? text : null;

    // Some programs write each point as a collection of one.
    private static (double X, double Y)? Place(OgrGeometryHandle geometry)
    {
        OgrApi.OGR_G_GetEnvelope(geometry, out var box);
        return
            geometry.PlaneType is OgrGeometryType.Point or OgrGeometryType.MultiPoint
            && box.IsFinite
            && box.MinX == box.MaxX
            && box.MinY == box.MaxY
            ? (box.MinX, box.MinY)
            : null;
    }

    private static Dictionary<long, SampleStratum> BlindKey(OgrFile file)
    {
        var key = new Dictionary<long, SampleStratum>();
        if (file.Layers.FirstOrDefault(l => l.Name == SampleFields.BlindKey) is not { } table)
        {
            return key;
        }

        var fields = new SampleColumns(table);
        foreach (var row in table.ReadFeatures())
        {
            if (fields.Id(row) is { } id && fields.Stratum(row) is { } stratum)
            {
                key[id] = stratum;
            }
        }

        return key;
    }

    private static SampleStratum[] StrataOf(OgrFile file, List<InterpretedPoint> points)
    {
        var told = points.Where(p => p.Stratum is not null).Select(p => p.Stratum!);
        if (file.Layers.FirstOrDefault(l => l.Name == SampleFields.Strata && !l.HasGeometries) is { } table)
        {
            var fields = new SampleColumns(table);
            told = [.. told, .. table.ReadFeatures().Select(fields.Stratum).OfType<SampleStratum>()];
        }

        return [.. told.Distinct().OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>The fields that tell where a point was drawn from; any of them may be missing.</summary>
    private sealed class SampleColumns(OgrLayer layer)
    {
        private readonly int id = Index(layer, SampleFields.Id);
        private readonly int stratum = Index(layer, SampleFields.Stratum);
        private readonly int pixels = Index(layer, SampleFields.StratumPixels);

        public long? Id(OgrFeatureHandle feature) =>
            long.TryParse(Text(feature, id), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;

        public SampleStratum? Stratum(OgrFeatureHandle feature) =>
            Text(feature, stratum) is { } name
            && double.TryParse(Text(feature, pixels), NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
            && count >= 1
                ? new SampleStratum(name, (long)count)
                : null;

        private static int Index(OgrLayer layer, string name) =>
            layer
                .Fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(f => f.Index)
                .FirstOrDefault(-1);

        private static string? Text(OgrFeatureHandle feature, int field) =>
            field < 0 || OgrApi.OGR_F_IsFieldSetAndNotNull(feature, field) == 0
                ? null
                : GdalApi.Text(OgrApi.OGR_F_GetFieldAsString(feature, field));
    }
}
