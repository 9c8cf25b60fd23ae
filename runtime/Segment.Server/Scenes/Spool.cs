using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Segment.Server.Faults;

namespace Segment.Server.Scenes;

/// <summary>Where a request's files lie while it is worked on: a folder each, removed with the request.</summary>
internal sealed class Spool
{
    private const int Portion = 64 << 10;
    private readonly string folder;
    private readonly ServerOptions options;

    /// <summary>Empties what an earlier server left.</summary>
    /// <param name="options">How the server is set up.</param>
    public Spool(ServerOptions options)
    {
        this.options = options;
        folder = Path.Combine(Path.GetFullPath(options.WorkFolder), "spool");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }

    /// <summary>Makes a folder.</summary>
    /// <returns>The folder; dispose it with the request.</returns>
    public SpoolFolder Open() => new(Path.Combine(folder, $"{Guid.NewGuid():N}"));

    /// <summary>Takes a GeoTIFF from a request's body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Done when the file is whole.</returns>
    /// <exception cref="ApiException">It is no TIFF (415), too large (413), empty (400) or comes too slowly (408).</exception>
    public async Task Receive(HttpContext context, string path, CancellationToken token)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.MaxUpload;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(options.Deadline / 2);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Portion);
            await Copy(context.Request.Body, file, options.MaxUpload, patience.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new ApiException(
                StatusCodes.Status408RequestTimeout,
                "The body comes too slowly",
                $"The body did not arrive within {options.Deadline.TotalSeconds / 2:0.#} s."
            );
        }
    }

    /// <summary>Checks that a file begins as a TIFF does: <c>II</c> or <c>MM</c>, then 42, or 43 for BigTIFF (TIFF 6.0, section 2).</summary>
    /// <param name="start">The first bytes.</param>
    /// <exception cref="ApiException">It does not (415), or it is empty (400).</exception>
    public static void CheckTiff(ReadOnlySpan<byte> start)
    {
        if (start.Length == 0)
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "The body is empty",
                "Send the GeoTIFF as the body: curl --data-binary @scene.tif"
            );
        }

        var isTiff = start is [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..];
        if (!isTiff)
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType,
                "Not a GeoTIFF",
                "What was sent does not begin as a TIFF file does. Send a GeoTIFF: curl --data-binary @scene.tif"
            );
        }
    }

    /// <summary>Copies a TIFF.</summary>
    /// <param name="body">Where it comes from.</param>
    /// <param name="file">Where it goes.</param>
    /// <param name="most">How large it may be, in bytes.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Done when the body is at its end.</returns>
    /// <exception cref="ApiException">It is no TIFF (415), too large (413) or empty (400).</exception>
    public static async Task Copy(Stream body, Stream file, long most, CancellationToken token)
    {
        var buffer = new byte[Portion];
        var count = await body.ReadAtLeastAsync(buffer, 4, throwOnEndOfStream: false, token);
        CheckTiff(buffer.AsSpan(0, count));
        for (long total = count; count > 0; total += count)
        {
            if (total > most)
            {
                throw TooLarge(most);
            }

            await file.WriteAsync(buffer.AsMemory(0, count), token);
            count = await body.ReadAsync(buffer, token);
        }
    }

    /// <summary>A scene is larger than may be sent.</summary>
    /// <param name="most">The largest, in bytes.</param>
    /// <returns>The exception to throw.</returns>
    public static ApiException TooLarge(long most) =>
        new(StatusCodes.Status413PayloadTooLarge, "The scene is too large", $"Up to {most:N0} bytes are taken here.");
}
