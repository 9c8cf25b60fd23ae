using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>GDAL's C API, as its headers declare it. Every caller checks the status.</summary>
internal static unsafe partial class GdalApi
{
    /// <summary>The status CE_None: nothing went wrong, or no more than a warning.</summary>
    public const int Success = 0;

    public static string VersionInfo(string request) => Text(GDALVersionInfo(request)) ?? string.Empty;

    /// <summary>Copies a string that GDAL keeps.</summary>
    /// <param name="pointer">Zero-terminated UTF-8, or 0.</param>
    /// <returns>The text, or null.</returns>
    public static string? Text(nint pointer) => Marshal.PtrToStringUTF8(pointer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALAllRegister();

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GDALVersionInfo(string request);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALSetCacheMax64(long bytes);

    [LibraryImport(GdalLibrary.Name)]
    public static partial long GDALGetCacheMax64();

    [LibraryImport(GdalLibrary.Name)]
    public static partial void CPLPushErrorHandlerEx(
        delegate* unmanaged[Cdecl]<int, int, byte*, void> handler,
        nint userData
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial void CPLPopErrorHandler();

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint CPLSetErrorHandler(nint handler);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CPLGetConfigOption(string key, string? defaultValue);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void CPLSetConfigOption(string key, string value);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CSLAddString(nint list, string text);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void CSLDestroy(nint list);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void VSIFree(nint memory);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* VSIGetMemFileBuffer(string path, out ulong length, int unlinkAndSeize);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int VSIUnlink(string path);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VSIFOpenL(string path, string access);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nuint VSIFWriteL(byte* buffer, nuint size, nuint count, nint file);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int VSIFCloseL(nint file);
}
