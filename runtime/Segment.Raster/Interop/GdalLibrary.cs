using System.Globalization;
using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Finds GDAL's native library, checks its version and registers its drivers, once for the process.</summary>
/// <remarks>Everything that calls GDAL calls <see cref="EnsureReady"/> first. The library is the system's
/// (<c>libgdal.so.32</c> or newer); a build with <c>-p:Gdal=MaxRev</c> prefers the one that lies in the application's
/// folder.</remarks>
public static class GdalLibrary
{
    /// <summary>The library's name in every import; the resolver maps it to a file.</summary>
    internal const string Name = "gdal";

    private const int OldestVersion = 3_06_00_00;
    private const string Remedy =
        "Segment needs GDAL 3.6 or newer. On Debian 12: sudo apt-get install libgdal32. "
        + "On other Debian and Ubuntu releases: sudo apt-get install gdal-bin.";

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Gets the version of the library in use, such as <c>3.6.2</c>.</summary>
    /// <exception cref="SegmentEnvironmentException">GDAL is missing or older than 3.6.</exception>
    public static string Version => Loaded.Value;

    /// <summary>Loads the library at the first call; later calls cost nothing.</summary>
    /// <exception cref="SegmentEnvironmentException">GDAL is missing or older than 3.6.</exception>
    public static void EnsureReady() => _ = Loaded.Value;

    /// <summary>Refuses a library that is too old.</summary>
    /// <param name="versionNumber">GDAL's <c>VERSION_NUM</c>, such as <c>3060200</c> for 3.6.2.</param>
    /// <returns>The version in words, such as <c>3.6.2</c>.</returns>
    /// <exception cref="SegmentEnvironmentException">It is older than 3.6 or no number.</exception>
    internal static string CheckVersion(string versionNumber)
    {
        if (!int.TryParse(versionNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new SegmentEnvironmentException($"GDAL names its version '{versionNumber}'. {Remedy}");
        }

        var version = $"{number / 1_000_000}.{number / 10_000 % 100}.{number / 100 % 100}";
        return number >= OldestVersion
            ? version
            : throw new SegmentEnvironmentException($"The GDAL library found is version {version}. {Remedy}");
    }

    // Else the missing end of a JPEG is grey, with a warning only.
    private static void FailOnDamagedJpeg()
    {
        const string Option = "GDAL_ERROR_ON_LIBJPEG_WARNING";
        if (GdalApi.CPLGetConfigOption(Option, null) == 0)
        {
            GdalApi.CPLSetConfigOption(Option, "TRUE");
        }
    }

    // A scene is a file. Drivers that turn a small text into requests to servers or databases are not loaded at all: GDAL tries
    // every driver on a file's first bytes, whatever the file is called.
    private static void LeaveOutServices()
    {
        const string Option = "GDAL_SKIP";
        const string Services =
            "HTTP WMS WCS WMTS OGCAPI PLMOSAIC PLSCENES DAAS EEDA EEDAI STACTA STACIT NGW IDA Carto Elastic CSW WFS OAPIF AmigoCloud "
            + "GeoRaster PostGISRaster PostgreSQL MySQL MSSQLSpatial MongoDBv3 ODBC OCI HANA GTI";
        var own = GdalApi.Text(GdalApi.CPLGetConfigOption(Option, null));
        GdalApi.CPLSetConfigOption(Option, own is null ? Services : $"{own} {Services}");
        GdalApi.CPLSetConfigOption("GDAL_VRT_ENABLE_PYTHON", "NO");
    }

    private static string Load()
    {
        var library = LibraryFile.Load();
        if (library == 0)
        {
            throw new SegmentEnvironmentException($"GDAL's library was not found. {Remedy}");
        }

        NativeLibrary.SetDllImportResolver(
            typeof(GdalLibrary).Assembly,
            (name, _, _) => string.Equals(name, Name, StringComparison.Ordinal) ? library : 0
        );
#if GDAL_MAXREV
        MaxRev.Gdal.Core.GdalBase.ConfigureAll();
#endif
        var version = CheckVersion(GdalApi.VersionInfo("VERSION_NUM"));
        GdalErrors.SilenceOtherThreads(library);
        FailOnDamagedJpeg();
        LeaveOutServices();
        GdalApi.GDALAllRegister();
        BlockCache.LimitAtStart();
        BoundWaiting();
        return version;
    }

    // GDAL waits for a silent server without end. Where the user sets these, they stay.
    private static void BoundWaiting()
    {
        foreach (
            var (key, seconds) in new[]
            {
                ("GDAL_HTTP_CONNECTTIMEOUT", "10"),
                ("GDAL_HTTP_LOW_SPEED_TIME", "20"),
                ("GDAL_HTTP_LOW_SPEED_LIMIT", "1"),
            }
        )
        {
            if (GdalApi.CPLGetConfigOption(key, null) == 0)
            {
                OutputApi.CPLSetConfigOption(key, seconds);
            }
        }
    }
}
