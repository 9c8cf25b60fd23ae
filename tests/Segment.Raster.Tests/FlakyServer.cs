using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Segment.Raster.Tests;

/// <summary>A server on this machine that serves one file by ranges and answers as it is told.</summary>
internal sealed class FlakyServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] content;
    private readonly Func<int, int> status;
    private int requests;

    /// <summary>Starts to serve.</summary>
    /// <param name="content">The file.</param>
    /// <param name="status">Gives the answer to each request for the file, counted from 1: 200 serves it, 0 hangs up.</param>
    public FlakyServer(byte[] content, Func<int, int> status)
    {
        (this.content, this.status) = (content, status);
        listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>Gets GDAL's path of the file.</summary>
    public string Path => $"/vsicurl/http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/scene.tif";

    /// <summary>Gets how often the file was asked for.</summary>
    public int Requests => Volatile.Read(ref requests);

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = Task.Run(() => Talk(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        using (var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true))
        {
            while (await reader.ReadLineAsync() is { Length: > 0 } first)
            {
                var range = string.Empty;
                while (await reader.ReadLineAsync() is { Length: > 0 } header)
                {
                    range = header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase)
                        ? header[13..]
                        : range;
                }

                var words = first.Split(' ');
                var answer = words[1] == "/scene.tif" ? status(Interlocked.Increment(ref requests)) : 404;
                if (answer == 0)
                {
                    return;
                }

                await client.GetStream().WriteAsync(Answer(words[0] == "HEAD", answer, range));
            }
        }
    }

    private byte[] Answer(bool headOnly, int answer, string range)
    {
        if (answer != 200)
        {
            return Encoding.ASCII.GetBytes($"HTTP/1.1 {answer} No\r\nContent-Length: 0\r\n\r\n");
        }

        var (from, to) = (0, content.Length - 1);
        if (range.Split('-') is [var start, var end])
        {
            from = int.Parse(start, CultureInfo.InvariantCulture);
            to = end.Length == 0 ? to : Math.Min(to, int.Parse(end, CultureInfo.InvariantCulture));
        }

        var body = content[from..(to + 1)];
        var head =
            range.Length == 0
                ? $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nAccept-Ranges: bytes\r\n\r\n"
                : $"HTTP/1.1 206 Partial Content\r\nContent-Length: {body.Length}\r\nContent-Range: bytes {from}-{to}/{content.Length}\r\n\r\n";
        return headOnly ? Encoding.ASCII.GetBytes(head) : [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
