using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>An open GDAL dataset (GDALDatasetH). One thread at a time may use it.</summary>
internal sealed class DatasetHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Closes the dataset now and tells what GDAL reported meanwhile: the last buffered writes happen here, and
    /// a full disk shows nowhere else.</summary>
    /// <returns>GDAL's words, or null where nothing failed.</returns>
    /// <remarks>GDALClose returns a status only from 3.7 on
    /// (<see href="https://gdal.org/en/stable/development/rfc/rfc91_dataset_close.html">RFC 91</see>); the messages tell
    /// the same with every version.</remarks>
    public string? CloseAndReport()
    {
        using var errors = GdalErrors.Begin();
        var dataset = handle;
        SetHandleAsInvalid();
        if (dataset != 0)
        {
            GdalApi.GDALClose(dataset);
        }

        return errors.HasFailure ? errors.Text : null;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        GdalApi.GDALClose(handle);
        return true;
    }
}
