using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>Lets GDAL's long calls report their progress and be stopped: from <see cref="Watch"/> to
/// <see cref="Dispose"/>, for the calls of this thread.</summary>
internal readonly ref struct GdalProgress
{
    [ThreadStatic]
    private static Watcher watcher;

    private readonly Watcher outer;

    private GdalProgress(Watcher outer) => this.outer = outer;

    /// <summary>Gets GDAL's GDALProgressFunc.</summary>
    public static unsafe nint Function => (nint)(delegate* unmanaged[Cdecl]<double, byte*, void*, int>)&Report;

    /// <summary>Starts to listen.</summary>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="token">Stops the call, which then fails: look at the token after it.</param>
    /// <param name="from">What is told at the start of the call.</param>
    /// <param name="to">What is told at its end.</param>
    /// <returns>The scope; dispose it on the same thread.</returns>
    public static GdalProgress Watch(
        IProgress<double>? progress,
        CancellationToken token,
        double from = 0,
        double to = 1
    )
    {
        var scope = new GdalProgress(watcher);
        watcher = new Watcher(progress, from, to, token);
        return scope;
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => watcher = outer;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Report(double fraction, byte* message, void* data)
    {
        watcher.Progress?.Report(double.Lerp(watcher.From, watcher.To, fraction));
        return watcher.Token.IsCancellationRequested ? 0 : 1;
    }

    private readonly record struct Watcher(
        IProgress<double>? Progress,
        double From,
        double To,
        CancellationToken Token
    );
}
