using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Segment.Server.Faults;

namespace Segment.Server.Scenes;

/// <summary>
/// Fetches scenes over https from hosts that are allowed, to a file. GDAL never sees an address. A name that leads to an address
/// of this machine or of a private network is refused, and so is a redirect to another host.
/// </summary>
internal sealed class RemoteScenes : IDisposable
{
    private const int Portion = 64 << 10;
    private static readonly TimeSpan AttemptTime = TimeSpan.FromMinutes(5);

    private readonly ServerOptions options;
    private readonly HttpClient client;
    private readonly ResiliencePipeline retry;

    /// <summary>Makes a fetcher.</summary>
    /// <param name="options">How the server is set up.</param>
    public RemoteScenes(ServerOptions options)
        : this(
            options,
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                ConnectCallback = Connect,
            },
            TimeSpan.FromSeconds(1)
        ) { }

    /// <summary>Makes a fetcher over another handler.</summary>
    /// <param name="options">How the server is set up.</param>
    /// <param name="handler">Fetches.</param>
    /// <param name="pause">How long to wait before the second attempt.</param>
    internal RemoteScenes(ServerOptions options, HttpMessageHandler handler, TimeSpan pause)
    {
        this.options = options;
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };

        // From the outside in: attempts, and the time that each may take.
        retry = new ResiliencePipelineBuilder()
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder()
                        .Handle<HttpRequestException>(e => e.InnerException is not ApiException)
                        .Handle<TimeoutRejectedException>()
                        .Handle<IOException>(e => e is not FileNotFoundException),
                    MaxRetryAttempts = 4,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = pause,
                }
            )
            .AddTimeout(AttemptTime)
            .Build();
    }

    /// <summary>Checks that a host is allowed, before any work.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ApiException">It is not (400).</exception>
    public void Check(Uri address)
    {
        if (!options.SceneHosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase) || !address.IsDefaultPort)
        {
            throw OgcFault.BadParameter(
                options.SceneHosts.Count == 0
                    ? "This server fetches no scenes from elsewhere. Name a path below its data root, or send the scene."
                    : $"This server fetches scenes from {string.Join(", ", options.SceneHosts)} alone, over https."
            );
        }
    }

    /// <summary>Fetches a scene.</summary>
    /// <param name="address">The address.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Done when the file is whole.</returns>
    /// <exception cref="ApiException">The host does not answer (503), or with something else (400, 413, 415).</exception>
    public async Task Fetch(Uri address, string path, CancellationToken token)
    {
        Check(address);
        try
        {
            await retry.ExecuteAsync(async attempt => await Attempt(address, path, attempt), token);
        }
        catch (HttpRequestException e) when (e.InnerException is ApiException refusal)
        {
            throw new ApiException(refusal.Status, refusal.Title, refusal.Message);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or IOException)
        {
            throw new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                "The scene cannot be fetched",
                $"{address.IdnHost} does not give {address.AbsolutePath}, after several attempts."
            )
            {
                RetryAfter = 60,
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>Tells whether an address is one of the public network.</summary>
    /// <param name="address">The address.</param>
    /// <returns>False for this machine, private and link-local networks (RFC 6890) and multicast.</returns>
    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return !IPAddress.IsLoopback(address)
                && !address.IsIPv6LinkLocal
                && !address.IsIPv6UniqueLocal
                && !address.IsIPv6SiteLocal
                && !address.IsIPv6Multicast
                && !address.Equals(IPAddress.IPv6None)
                && !address.Equals(IPAddress.IPv6Any);
        }

        return address.GetAddressBytes() switch
        {
            [0 or 10 or 127 or >= 224, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and <= 31, ..] => false,
            [192, 168, ..] => false,
            [192, 0, 0, _] => false,
            [198, 18 or 19, ..] => false,
            _ => true,
        };
    }

    // The name is resolved here, once, and what it leads to is what is connected to.
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken token)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, token);
        var open = addresses.Where(IsPublic).ToArray();
        if (open.Length == 0)
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "The host is not allowed",
                $"{context.DnsEndPoint.Host} leads to no address of the public network."
            );
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task Attempt(Uri address, string path, CancellationToken token)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, token);
        var status = (int)answer.StatusCode;
        if (status is >= 500 or 408 or 429)
        {
            throw new HttpRequestException($"Status {status}.");
        }

        if (status != StatusCodes.Status200OK)
        {
            throw OgcFault.BadParameter(
                $"{address.IdnHost} answers {status} for {address.AbsolutePath}, and no scene."
            );
        }

        if (answer.Content.Headers.ContentLength > options.MaxUpload)
        {
            throw Spool.TooLarge(options.MaxUpload);
        }

        await using var body = await answer.Content.ReadAsStreamAsync(token);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, Portion);
        await Spool.Copy(body, file, options.MaxUpload, token);
        if (answer.Content.Headers.ContentLength is { } length && length != file.Length)
        {
            throw new HttpRequestException($"Only {file.Length} of {length} bytes came.");
        }
    }
}
