using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Polly;
using Polly.Retry;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Tries again what a server did not answer: files that GDAL reads over the network.</summary>
/// <remarks>Only what may pass is tried again: no connection, a time-out, the answers 408, 425, 429 and 5xx (RFC 9110). A file that
/// is not there, or not allowed, is so the next time too.</remarks>
internal static partial class RemoteRetry
{
    private const int Attempts = 6;

    private static readonly string[] Schemes =
    [
        "/vsicurl",
        "/vsis3",
        "/vsigs",
        "/vsiaz",
        "/vsiadls",
        "/vsioss",
        "/vsiswift",
        "/vsiwebhdfs",
        "/vsihdfs",
    ];

    /// <summary>Gets or sets the pause before the second attempt; each further one is twice as long, up to 8 s.</summary>
    internal static TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Tells whether a path leads over the network.</summary>
    /// <param name="path">A path.</param>
    /// <returns>Whether one of GDAL's network file systems is part of it.</returns>
    public static bool IsRemote(string path) =>
        path.StartsWith("/vsi", StringComparison.Ordinal)
        && Schemes.Any(scheme => path.Contains(scheme, StringComparison.Ordinal));

    /// <summary>Does something with a remote file, several times if need be.</summary>
    /// <typeparam name="T">What it yields.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="work">What to do; throws <see cref="SegmentDataException"/> with GDAL's words.</param>
    /// <param name="renew">Called before each further attempt. Null where the work opens the file, which then fails at once
    /// unless the words tell of the network; while pixels are read, GDAL's words do not.</param>
    /// <returns>What the work yields.</returns>
    /// <exception cref="SegmentDataException">The file is not usable, and will not be the next time.</exception>
    /// <exception cref="SegmentTransientException">The server did not answer in all attempts.</exception>
    public static T Run<T>(string path, Func<T> work, Action? renew = null)
    {
        var start = Stopwatch.GetTimestamp();
        var (again, networkFailed) = (false, false);
        try
        {
            return Pipeline().Execute(Attempt);
        }
        catch (SegmentTransientException e) when (!networkFailed)
        {
            throw new SegmentDataException(e.InnerException!.Message, e);
        }

        T Attempt()
        {
            try
            {
                if (again)
                {
                    OutputApi.VSICurlClearCache();
                    renew?.Invoke();
                }

                again = true;
                return work();
            }
            catch (SegmentDataException e) when (MayPass(e.Message))
            {
                throw new SegmentTransientException(Text(path, start, e.Message), e);
            }
        }

        bool MayPass(string words)
        {
            networkFailed |= Passing().IsMatch(words);
            return Passing().IsMatch(words) || (renew is not null && !Lasting().IsMatch(words));
        }
    }

    // Jitter keeps the shards of one job apart.
    private static ResiliencePipeline Pipeline() =>
        new ResiliencePipelineBuilder()
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = Attempts - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = FirstPause,
                    MaxDelay = TimeSpan.FromSeconds(8),
                    ShouldHandle = new PredicateBuilder().Handle<SegmentTransientException>(),
                }
            )
            .Build();

    private static string Text(string path, long start, string reason) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{path}' could not be read in {Attempts} attempts ({Stopwatch.GetElapsedTime(start).TotalSeconds:0} s): "
        ) + $"{reason} Check the network and the server, and give the same command again later.";

    [GeneratedRegex(
        @"HTTP response code:? (408|425|429|5\d\d)|\b(408|425|429|5\d\d): |CURL error|returned error: (408|425|429|5\d\d)|timed out",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Passing();

    [GeneratedRegex(@"HTTP response code:? 4\d\d", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Lasting();
}
