using System.Globalization;

namespace Segment.Raster.Interop;

/// <summary>Finds when a scene was taken, where its file tells.</summary>
internal static unsafe class SceneTime
{
    // GDAL's common domain for satellites' metadata, and ENVI's own.
    private static readonly (string Domain, string Key)[] Places =
    [
        ("IMAGERY", "ACQUISITIONDATETIME="),
        ("ENVI", "acquisition_time="),
    ];

    /// <summary>Reads the time.</summary>
    /// <param name="dataset">The scene.</param>
    /// <returns>The time in UTC; null where the file does not tell.</returns>
    public static DateTimeOffset? Of(DatasetHandle dataset)
    {
        using var errors = GdalErrors.Begin();
        foreach (var (domain, key) in Places)
        {
            var item = StringListHandle
                .Read(GdalApi.GDALGetMetadata(dataset, domain))
                .FirstOrDefault(text => text.StartsWith(key, StringComparison.OrdinalIgnoreCase));
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (
                item is not null
                && DateTimeOffset.TryParse(item.AsSpan(key.Length), CultureInfo.InvariantCulture, Utc, out var time)
            )
            {
                return time;
            }
        }

        return null;
    }
}
