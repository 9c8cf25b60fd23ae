using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>Lets GDAL's long calls report their progress and be stopped: from <see cref="Watch"/> to
/// <see cref="Dispose"/>, for the calls of this thread.</summary>
internal readonly ref struct GdalProgress
{
    [ThreadStatic]
    private static (IProgress<double>? Progress, CancellationToken Token) watcher;

    private readonly (IProgress<double>? Progress, CancellationToken Token) outer;

    private GdalProgress((IProgress<double>? Progress, CancellationToken Token) outer) => this.outer = outer;

    /// <summary>Gets GDAL's GDALProgressFunc.</summary>
    public static unsafe nint Function => (nint)(delegate* unmanaged[Cdecl]<double, byte*, void*, int>)&Report;

    /// <summary>Starts to listen.</summary>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="token">Stops the call, which then fails: look at the token after it.</param>
    /// <returns>The scope; dispose it on the same thread.</returns>
    public static GdalProgress Watch(IProgress<double>? progress, CancellationToken token)
    {
        var scope = new GdalProgress(watcher);
        watcher = (progress, token);
        return scope;
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => watcher = outer;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Report(double fraction, byte* message, void* data)
    {
        watcher.Progress?.Report(fraction);
        return watcher.Token.IsCancellationRequested ? 0 : 1;
    }
}
