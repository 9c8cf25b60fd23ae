using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Segment.Server.Faults;

namespace Segment.Server.Scenes;

/// <summary>Scenes that were sent to be mapped by a job; kept for a day.</summary>
internal sealed class Uploads
{
    private const int Room = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly string folder;
    private readonly ServerOptions options;
    private readonly Spool spool;
    private readonly TimeProvider time;

    /// <summary>Makes the folder.</summary>
    /// <param name="options">How the server is set up.</param>
    /// <param name="spool">Takes bodies.</param>
    /// <param name="time">Tells the time.</param>
    public Uploads(ServerOptions options, Spool spool, TimeProvider time)
    {
        (this.options, this.spool, this.time) = (options, spool, time);
        folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(options.WorkFolder), "uploads")).FullName;
    }

    /// <summary>Takes a GeoTIFF from a request's body.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Its number: 128 random bits, so that nobody guesses it.</returns>
    /// <exception cref="ApiException">It is no TIFF, too large, or there is no room (507).</exception>
    public async Task<string> Receive(HttpContext context)
    {
        Sweep();
        if (new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) > Room * options.MaxUpload)
        {
            throw new ApiException(
                StatusCodes.Status507InsufficientStorage,
                "No room for uploads",
                $"Uploads already take more than {Room * options.MaxUpload:N0} bytes; they are removed after a day. Try again later."
            );
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var partial = Path.Combine(folder, $".{id}.partial");
        try
        {
            await spool.Receive(context, partial, context.RequestAborted);
            File.Move(partial, PathOf(id));
        }
        finally
        {
            File.Delete(partial);
        }

        return id;
    }

    /// <summary>Finds an upload.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ApiException">There is none of that number (400).</exception>
    public string Find(string id) =>
        id.Length == 32 && id.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(id))
            ? PathOf(id)
            : throw OgcFault.BadParameter(
                "There is no such upload: uploads are kept for a day. POST the GeoTIFF to /uploads again."
            );

    private string PathOf(string id) => Path.Combine(folder, $"{id}.tif");

    private void Sweep()
    {
        foreach (
            var file in new DirectoryInfo(folder)
                .EnumerateFiles()
                .Where(file => time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Kept)
        )
        {
            file.Delete();
        }
    }
}
