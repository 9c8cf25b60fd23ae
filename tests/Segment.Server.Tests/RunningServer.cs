using Segment.Server.Hosting;
using Segment.Server.Models;

namespace Segment.Server.Tests;

/// <summary>A server on a free port of this machine, with the checkout's package and sample scene, in folders of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string InferToken = "infer-token-0123456789";
    public const string AdminToken = "admin-token-0123456789";
    public const string MetricsToken = "metrics-token-0123456789";

    private readonly SegmentServer server;

    private RunningServer(TestFolder folder, SegmentServer server) => (Folder, this.server) = (folder, server);

    public TestFolder Folder { get; }

    public HttpClient Client { get; private set; } = new();

    public ModelRegistry Models => server.Models;

    /// <summary>Starts a server.</summary>
    /// <param name="change">What is set up otherwise than for most tests.</param>
    /// <param name="withTokens">Whether there is a file of tokens.</param>
    /// <returns>The server.</returns>
    public static async Task<RunningServer> Start(
        Func<ServerOptions, ServerOptions>? change = null,
        bool withTokens = false
    )
    {
        var folder = ServeProcess.Folders();
        File.WriteAllLines(
            folder["tokens"],
            ["# tests", $"qgis infer {InferToken}", $"boss admin {AdminToken}", $"prometheus metrics {MetricsToken}"]
        );
        var options = new ServerOptions
        {
            Models = new DropInOptions { Folder = folder["models"], Program = Checkout.Program },
            DataRoot = folder["data"],
            WorkFolder = folder["work"],
            Program = Checkout.Program,
            Urls = ["http://127.0.0.1:0"],
            Lanes = 2,
            Workers = 2,
            TokensFile = withTokens ? folder["tokens"] : null,
        };
        return await Again(folder, change?.Invoke(options) ?? options);
    }

    /// <summary>Starts a server in the folders of another one.</summary>
    /// <param name="folder">The folders.</param>
    /// <param name="options">How it is set up.</param>
    /// <returns>The server.</returns>
    public static async Task<RunningServer> Again(TestFolder folder, ServerOptions options)
    {
        var built = SegmentServer.Build(options);
        await built.Start(TestContext.Current.CancellationToken);
        var running = new RunningServer(folder, built);
        running.Client.BaseAddress = new Uri(built.Urls.First());
        running.Client.Timeout = TimeSpan.FromMinutes(2);
        return running;
    }

    public static StreamContent Scene(string path) => new(File.OpenRead(path));

    /// <summary>Waits until a model answers.</summary>
    public async Task<RunningServer> Ready()
    {
        for (var i = 0; i < 600 && Models.Find("olinda-light")?.Served is null; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.NotNull(Models.Find("olinda-light")?.Served);
        return this;
    }

    public async Task StopKeepingFolder()
    {
        Client.Dispose();
        await server.Stop();
        await server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopKeepingFolder();
        Folder.Dispose();
    }
}
