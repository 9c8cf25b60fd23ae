using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Segment.Server.Tests.Access;

/// <summary>Every route of the server, as strangers try it: the answer is a 4xx, and never a 5xx.</summary>
public sealed class RouteTableTests(RouteTableTests.Guarded shared) : IClassFixture<RouteTableTests.Guarded>
{
    private static readonly string[] Open = ["/health/live", "/health/ready"];

    private static readonly string[] Hostile =
    [
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "..%5c..%5ctokens",
        "%252e%252e%252ftokens",
        "%00",
        "%0d%0aSet-Cookie:%20a=b",
        "a%20b",
        "%F0%9F%9B%B0",
        "%FF%FE",
        "%3Cscript%3E",
        "'%20OR%201=1--",
        "/vsicurl/http:%2F%2F127.0.0.1",
        new('a', 3000),
    ];

    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task WithoutATokenOrWithAWrongOneEveryRouteIsClosed()
    {
        foreach (var (method, path) in await Routes())
        {
            if (Open.Contains(path, StringComparer.Ordinal))
            {
                continue;
            }

            await Expect(method, path, null, 401);
            await Expect(method, path, "wrong-token-0123456789", 401);
            await Expect(method, path, RunningServer.InferToken[..^1], 401);
            await Expect(method, path, new string('x', 5000), 401);
            await Expect(method, path, path == "/metrics" ? RunningServer.InferToken : RunningServer.MetricsToken, 403);
            if (path == "/metrics")
            {
                await Expect(method, path, RunningServer.AdminToken, 403);
            }
        }
    }

    [Fact]
    public async Task AdminRoutesAreClosedToOthers()
    {
        await Expect("PUT", "/models/new", RunningServer.InferToken, 403);
        await Expect("PUT", "/models/new", RunningServer.AdminToken, 403);
        await Expect("POST", "/models/olinda-light/rollback", RunningServer.InferToken, 403);
        await Expect("POST", "/models/olinda-light/rollback", RunningServer.AdminToken, 409);
        await Expect("GET", "/models", RunningServer.AdminToken, 200);
        await Expect("GET", "/metrics", RunningServer.MetricsToken, 200);
    }

    [Fact]
    public async Task WhateverStandsInAPathOrAParameterIsAnsweredWith4xx()
    {
        foreach (var (method, path) in await Routes())
        {
            foreach (var word in Hostile)
            {
                if (path.Contains('{', StringComparison.Ordinal))
                {
                    var first = path.IndexOf('{', StringComparison.Ordinal);
                    var name = path[first..(path.IndexOf('}', first) + 1)];
                    await ExpectClientError(method, path.Replace(name, word, StringComparison.Ordinal), "{}");
                }

                if (path is "/jobs" or "/models/{name}/predict")
                {
                    await ExpectClientError(
                        method,
                        $"{path.Replace("{name}", "olinda-light", StringComparison.Ordinal)}?limit={word}&tile-size={word}",
                        "II*"
                    );
                }
            }
        }
    }

    [Theory]
    [InlineData("GET", "/../../etc/passwd")]
    [InlineData("GET", "//etc/passwd")]
    [InlineData("GET", "/jobs/%2e%2e/results")]
    [InlineData("TRACE", "/models")]
    [InlineData("PATCH", "/jobs")]
    [InlineData("DELETE", "/models/olinda-light")]
    [InlineData("CONNECT", "/models")]
    [InlineData("BREW", "/models")]
    public async Task OddMethodsAndPathsAreAnsweredWith4xx(string method, string target)
    {
        var answer = await Raw(
            $"{method} {target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {RunningServer.InferToken}\r\nConnection: close\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 5000000000\r\n", "")]
    [InlineData("Content-Length: -1\r\n", "")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n", "hello")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "ZZ\r\nhello\r\n")]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n", "5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Expect: 100-continue\r\nContent-Length: 3\r\n", "II*")]
    public async Task OddBodiesAreAnsweredWith4xx(string headers, string body)
    {
        var answer = await Raw(
            $"POST /models/olinda-light/predict HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {RunningServer.InferToken}\r\n{headers}Connection: close\r\n\r\n{body}"
        );

        Assert.Matches("HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.DoesNotContain("HTTP/1.1 5", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABodyThatTricklesIsGivenUp()
    {
        using var socket = await Connect();
        var stream = new NetworkStream(socket);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /models/olinda-light/predict HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {RunningServer.InferToken}\r\nContent-Length: 1000\r\n\r\nII*\0"
            ),
            TestContext.Current.CancellationToken
        );
        using var reader = new StreamReader(stream);

        var answer = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OthersJobsAreAsIfTheyWereNotThere()
    {
        using var request = New("POST", "/processes/classify/execution", RunningServer.AdminToken);
        request.Headers.Add("Prefer", "respond-async");
        request.Content = new StringContent(
            """{"inputs":{"model":"olinda-light","scene":"scene.tif"},"outputs":{"areas":{}}}"""
        );
        using var accepted = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)accepted.StatusCode);
        var job = accepted.Headers.Location!.AbsolutePath;

        await Expect("GET", job, RunningServer.InferToken, 404);
        await Expect("DELETE", job, RunningServer.InferToken, 404);
        await Expect("GET", job, RunningServer.AdminToken, 200);
        using var list = New("GET", "/jobs?limit=1000", RunningServer.InferToken);
        using var answer = await server.Client.SendAsync(list, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(
            job.Split('/')[^1],
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    private static HttpRequestMessage New(string method, string path, string? token)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    private async Task Expect(string method, string path, string? token, int status)
    {
        using var request = New(method, path, token);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode}, not {status}");
    }

    private async Task ExpectClientError(string method, string path, string body)
    {
        using var request = New(method, path, RunningServer.AdminToken);
        request.Content = method is "POST" or "PUT" ? new StringContent(body) : null;
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{method} {path}: {(int)answer.StatusCode}");
    }

    // The definition of the API is made from the routes, so none is forgotten here.
    private async Task<List<(string Method, string Path)>> Routes()
    {
        using var request = New("GET", "/openapi", RunningServer.InferToken);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var document = (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
        var routes = document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(operation => (operation.Key.ToUpperInvariant(), path.Key))
            )
            .ToList();
        Assert.True(routes.Count >= 20, $"Only {routes.Count} routes.");
        return routes;
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(
            server.Client.BaseAddress!.Host,
            server.Client.BaseAddress.Port,
            TestContext.Current.CancellationToken
        );
        return socket;
    }

    private async Task<string> Raw(string text)
    {
        using var socket = await Connect();
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A server with tokens and a short deadline.</summary>
    public sealed class Guarded : IAsyncLifetime
    {
        internal RunningServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Server = await (
                await RunningServer.Start(
                    o => o with { Deadline = TimeSpan.FromSeconds(20), RateLimit = 0 },
                    withTokens: true
                )
            ).Ready();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
