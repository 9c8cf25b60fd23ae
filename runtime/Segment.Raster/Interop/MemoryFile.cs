namespace Segment.Raster.Interop;

/// <summary>A file in GDAL's memory (<c>/vsimem</c>) with given bytes.</summary>
internal sealed class MemoryFile : IDisposable
{
    private readonly string path;

    /// <summary>Copies bytes to a file.</summary>
    /// <param name="path">Its path, in <c>/vsimem</c>.</param>
    /// <param name="bytes">Its content.</param>
    public unsafe MemoryFile(string path, ReadOnlySpan<byte> bytes)
    {
        this.path = path;
        var file = GdalApi.VSIFOpenL(path, "wb");
        fixed (byte* buffer = bytes)
        {
            _ = GdalApi.VSIFWriteL(buffer, 1, (nuint)bytes.Length, file);
        }

        _ = GdalApi.VSIFCloseL(file);
    }

    /// <summary>Forgets the file.</summary>
    public void Dispose() => _ = GdalApi.VSIUnlink(path);
}
