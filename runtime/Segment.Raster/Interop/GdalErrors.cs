using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>
/// Collects what GDAL reports on this thread from <see cref="Begin"/> to <see cref="Dispose"/>, so that a failing call
/// raises one exception with GDAL's own words, and nothing is printed.
/// </summary>
/// <remarks>GDAL keeps a stack of error handlers for each thread
/// (<see href="https://gdal.org/en/stable/api/cpl.html">CPLPushErrorHandlerEx</see>); scopes may nest.</remarks>
internal readonly ref struct GdalErrors
{
    private const int WarningClass = 2;
    private const int FailureClass = 3;
    private const int MostWarnings = 8;
    private const int MostMessages = 64;

    [ThreadStatic]
    private static List<(int Class, string Text)>? messages;

    private readonly int start;

    private GdalErrors(int start) => this.start = start;

    /// <summary>Gets whether GDAL reported a failure (not a mere warning) since the scope began.</summary>
    public bool HasFailure => Since(FailureClass).Any();

    /// <summary>Gets GDAL's words: the failures, or the warnings where there is no failure.</summary>
    public string Text
    {
        get
        {
            var failures = string.Join("; ", Since(FailureClass).Distinct(StringComparer.Ordinal));
            var text = failures.Length > 0 ? failures : string.Join("; ", Since(WarningClass));
            return text.Length > 0 ? text : "GDAL gave no reason";
        }
    }

    /// <summary>Starts collecting on this thread; loads GDAL if this is the first call.</summary>
    /// <returns>The scope; dispose it on the same thread.</returns>
    /// <exception cref="SegmentEnvironmentException">GDAL is missing or older than 3.6.</exception>
    public static unsafe GdalErrors Begin()
    {
        GdalLibrary.EnsureReady();
        var list = messages ??= [];
        GdalApi.CPLPushErrorHandlerEx(&Collect, 0);
        return new GdalErrors(list.Count);
    }

    /// <summary>Silences threads that have no scope, such as GDAL's own workers: their failures come back as the status
    /// of the call that started them.</summary>
    /// <param name="library">The loaded library.</param>
    public static void SilenceOtherThreads(nint library) =>
        GdalApi.CPLSetErrorHandler(NativeLibrary.GetExport(library, "CPLQuietErrorHandler"));

    /// <summary>Stops collecting and forgets what was collected.</summary>
    public void Dispose()
    {
        GdalApi.CPLPopErrorHandler();
        messages!.RemoveRange(start, messages.Count - start);
    }

    private IEnumerable<string> Since(int leastClass) =>
        messages!.Skip(start).Where(message => message.Class >= leastClass).Select(message => message.Text);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void Collect(int errorClass, int number, byte* text)
    {
        if (
            errorClass >= WarningClass
            && messages is { } list
            && list.Count < (errorClass >= FailureClass ? MostMessages : MostWarnings)
        )
        {
            list.Add((errorClass, (Marshal.PtrToStringUTF8((nint)text) ?? string.Empty).Trim().TrimEnd('.')));
        }
    }
}
