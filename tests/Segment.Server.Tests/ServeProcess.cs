using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Segment.Server.Tests;

/// <summary><c>segment serve</c> as a process, which can be killed.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process process;

    private ServeProcess(Process process, HttpClient client) => (this.process, Client) = (process, client);

    public HttpClient Client { get; }

    public int ExitCode => process.ExitCode;

    public int Id => process.Id;

    /// <summary>Makes folders with the checkout's package and scene.</summary>
    public static TestFolder Folders()
    {
        var folder = new TestFolder();
        Directory.CreateDirectory(folder["models"]);
        Directory.CreateDirectory(folder["data"]);
        File.Copy(Checkout.Package, folder["models/olinda-light.dlpk"]);
        File.Copy(Checkout.Scene, folder["data/scene.tif"]);
        return folder;
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="folder">The folders.</param>
    /// <param name="more">Further options; a first one without dashes is the token to come with.</param>
    public static async Task<ServeProcess> Start(TestFolder folder, params string[] more)
    {
        var token = more is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal) ? first : null;
        more = token is null ? more : more[1..];
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(
            Checkout.Program,
            [
                "serve",
                "--models",
                folder["models"],
                "--data-root",
                folder["data"],
                "--work",
                folder["work"],
                "--urls",
                url,
                .. more,
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var server = new ServeProcess(started, new HttpClient { BaseAddress = new Uri(url) });
        if (token is not null)
        {
            server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        for (var i = 0; i < 600; i++)
        {
            try
            {
                using var answer = await server.Client.GetAsync(
                    "/models/olinda-light",
                    TestContext.Current.CancellationToken
                );
                if (answer.IsSuccessStatusCode)
                {
                    return server;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        server.Dispose();
        throw new TimeoutException("The server did not answer.");
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Ends its worker processes, as a crash in native code would.</summary>
    public void KillWorkers()
    {
        foreach (var task in Directory.EnumerateDirectories($"/proc/{Id}/task"))
        {
            foreach (
                var child in File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
            {
                using var worker = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
                worker.Kill();
            }
        }
    }

    /// <summary>Asks it to end, as systemd and Kubernetes do.</summary>
    public async Task<int> Terminate()
    {
        using (Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        return process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
