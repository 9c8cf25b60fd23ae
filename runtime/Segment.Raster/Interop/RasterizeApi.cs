using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>GDAL's burning of geometries into a raster (gdal_alg.h).</summary>
internal static unsafe partial class RasterizeApi
{
    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALFillRaster(nint band, double realValue, double imaginaryValue);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALRasterizeGeometries(
        DatasetHandle dataset,
        int bandCount,
        int* bandNumbers,
        int geometryCount,
        nint* geometries,
        delegate* unmanaged[Cdecl]<void*, int, int, double*, double*, double*, int*, int> transformer,
        void* transformerArgument,
        double* values,
        StringListHandle options,
        nint progress,
        nint progressArgument
    );
}
