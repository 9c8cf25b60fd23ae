using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Segment.Server.Tests.Routes;

namespace Segment.Server.Tests.Jobs;

/// <summary>The process <c>classify</c>: at once, and as jobs.</summary>
public sealed class JobTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer server = shared.Server;

    private const string Execution = "/processes/classify/execution";

    [Fact]
    public async Task AJobRunsTellsHowFarItIsAndGivesItsResults()
    {
        var token = TestContext.Current.CancellationToken;

        using var accepted = await Post(server.Client, Request(), isAsync: true);

        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        Assert.Equal(["respond-async"], accepted.Headers.GetValues("Preference-Applied"));
        var location = accepted.Headers.Location!;
        var job = await Ended(server.Client, location);
        Assert.Equal("successful", $"{job["status"]}");
        Assert.Equal("classify", $"{job["processID"]}");
        Assert.Equal(100, (int)job["progress"]!);
        Assert.Equal(server.Models.Find("olinda-light")!.Served!.Sha256, $"{job["packageSha256"]}");
        var results = await server.Client.GetFromJsonAsync<JsonObject>($"{location}/results", token);
        Assert.Equal(["map", "confidence", "polygons", "areas"], results?.Select(pair => pair.Key) ?? []);
        Assert.Equal(349 * 352, results!["areas"]!["value"]!["classes"]!.AsArray().Sum(c => (int)c!["pixels"]!));
        foreach (var output in new[] { "map", "confidence", "polygons" })
        {
            using var file = await server.Client.GetAsync($"{results[output]!["href"]}", token);
            Assert.Equal($"{results[output]!["type"]}", $"{file.Content.Headers.ContentType}");

            // GDAL and QGIS ask for the size first, then for parts.
            using var part = new HttpRequestMessage(HttpMethod.Get, $"{results[output]!["href"]}")
            {
                Headers = { Range = new RangeHeaderValue(0, 99) },
            };
            using var some = await server.Client.SendAsync(part, token);
            Assert.Equal(HttpStatusCode.PartialContent, some.StatusCode);
            using var head = new HttpRequestMessage(HttpMethod.Head, $"{results[output]!["href"]}");
            using var size = await server.Client.SendAsync(head, token);
            Assert.Equal(file.Content.Headers.ContentLength, size.Content.Headers.ContentLength);
        }

        using var dismissed = await server.Client.DeleteAsync(location, token);
        Assert.Equal("dismissed", $"{(await Json(dismissed))["status"]}");
        using var gone = await server.Client.GetAsync($"{location}/results/map", token);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.False(Directory.Exists(server.Folder[$"work/jobs/{job["jobID"]}"]));
    }

    [Theory]
    [InlineData("raw", "value", 200, "image/tiff")]
    [InlineData("raw", "reference", 204, null)]
    [InlineData("document", "value", 200, "application/json")]
    [InlineData("document", "reference", 200, "application/json")]
    public async Task AResultComesAsItIsAskedFor(string response, string mode, int status, string? type)
    {
        var request = Request();
        request["response"] = response;
        request["outputs"] = new JsonObject { ["map"] = new JsonObject { ["transmissionMode"] = mode } };

        using var answer = await Post(server.Client, request, isAsync: false);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            answer.Headers.GetValues("Link"),
            link => link.Contains("rel=\"monitor\"", StringComparison.Ordinal)
        );
        if (response == "document")
        {
            var map = (await Json(answer))["map"]!;
            Assert.Equal("image/tiff; application=geotiff", $"{map[mode == "value" ? "mediaType" : "type"]}");
        }
        else if (mode == "reference")
        {
            Assert.Contains(
                answer.Headers.GetValues("Link"),
                link => link.Contains("/results/map>; rel=\"map\"", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task SeveralRawResultsComeInParts()
    {
        var token = TestContext.Current.CancellationToken;
        var request = Request();
        request.Remove("response");

        using var answer = await Post(server.Client, request, isAsync: false);

        Assert.Equal("multipart/related", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync(token);
        Assert.Contains("Content-ID: polygons", text, StringComparison.Ordinal);
        Assert.EndsWith("--\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"../tokens"}}""", 400, "below the server's data root")]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"/etc/passwd"}}""", 400, "below the server's data root")]
    [InlineData(
        """{"inputs":{"model":"olinda-light","scene":"/vsicurl/http://127.0.0.1/x.tif"}}""",
        400,
        "below the server's data root"
    )]
    [InlineData(
        """{"inputs":{"model":"olinda-light","scene":"GTIFF_DIR:1:scene.tif"}}""",
        400,
        "below the server's data root"
    )]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"link.tif"}}""", 400, "There is no scene 'link.tif'")]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"links/tokens.tif"}}""", 400, "There is no scene")]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"none.tif"}}""", 400, "There is no scene 'none.tif'")]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"text.tif"}}""", 422, "not a raster")]
    [InlineData(
        """{"inputs":{"model":"olinda-light","scene":{"href":"https://example.org/x.tif"}}}""",
        400,
        "fetches no scenes"
    )]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":{"href":"file:///etc/passwd"}}}""", 400, "https address")]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"upload:../tokens"}}""", 400, "no such upload")]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":{"value":"!"}}}""", 400, "not base64")]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":{"value":"AAAA"}}}""", 415, "TIFF")]
    [InlineData("""{"inputs":{"model":"other","scene":"scene.tif"}}""", 404, "no model 'other'")]
    [InlineData("""{"inputs":{"scene":"scene.tif"}}""", 400, "'model' is missing")]
    [InlineData("""{"inputs":{"model":"olinda-light"}}""", 400, "'scene' must be")]
    [InlineData(
        """{"inputs":{"model":"olinda-light","scene":"scene.tif","cell-size":0.001}}""",
        413,
        "Take larger cells"
    )]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"scene.tif","extent":[3,2,1]}}""", 400, "four numbers")]
    [InlineData(
        """{"inputs":{"model":"olinda-light","scene":"scene.tif","mask":"/etc/passwd"}}""",
        400,
        "There is no input 'mask'"
    )]
    [InlineData(
        """{"inputs":{"model":"olinda-light","scene":"scene.tif"},"outputs":{"secrets":{}}}""",
        400,
        "no output 'secrets'"
    )]
    [InlineData("""{"inputs":{"model":"olinda-light","scene":"scene.tif"},"subscriber":{}}""", 400, "'subscriber'")]
    [InlineData("""{"inputs":{"model":"a","model":"b"}}""", 400, "not JSON")]
    [InlineData("[1]", 400, "JSON object")]
    [InlineData("{", 400, "not JSON")]
    public async Task WhatMakesNoSenseIsRefusedByName(string body, int status, string words)
    {
        if (!File.Exists(server.Folder["tokens.tif"]))
        {
            File.CreateSymbolicLink(server.Folder["data/link.tif"], server.Folder["tokens"]);
            Directory.CreateSymbolicLink(server.Folder["data/links"], server.Folder.Path);
            File.WriteAllText(server.Folder["data/text.tif"], "a text");
            File.Copy(server.Folder["tokens"], server.Folder["tokens.tif"]);
        }

        using var content = new StringContent(body);

        using var answer = await server.Client.PostAsync(Execution, content, TestContext.Current.CancellationToken);

        await PredictTests.AssertProblem(answer, status, words);
    }

    [Fact]
    public async Task AKilledServerGoesOnWithItsJobsFromTheirLastRowsWithThePackageTheyBeganWith()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = ServeProcess.Folders();
        var request = Request();
        request["inputs"]!["cell-size"] = 6;
        request["inputs"]!["tile-size"] = 256;
        request["outputs"] = new JsonObject { ["map"] = new JsonObject() };
        string location;
        string sha256;
        using (var first = await ServeProcess.Start(folder))
        {
            using var accepted = await Post(first.Client, request, isAsync: true);
            location = accepted.Headers.Location!.AbsolutePath;
            JsonObject job;
            do
            {
                await Task.Delay(50, token);
                job = await Json(await first.Client.GetAsync(location, token));
            } while ((int)job["progress"]! < 40);

            sha256 = $"{job["packageSha256"]}";
            first.Kill();
        }

        var id = location.Split('/')[^1];
        Assert.True(Directory.Exists(folder[$"work/jobs/{id}/map.tif.work"]));
        using var second = await ServeProcess.Start(folder);
        var ended = await Ended(second.Client, new Uri(location, UriKind.Relative));

        Assert.Equal("successful", $"{ended["status"]}");
        Assert.Equal(sha256, $"{ended["packageSha256"]}");
        Assert.Contains("Going on at row", $"{ended["message"]}", StringComparison.Ordinal);
        var map = await second.Client.GetByteArrayAsync($"{location}/results/map", token);
        request.Remove("response");
        using var whole = await Post(second.Client, request, isAsync: false);
        Assert.Equal(await whole.Content.ReadAsByteArrayAsync(token), map);
        Assert.Equal(0, await second.Terminate());
    }

    private static JsonObject Request() =>
        new()
        {
            ["inputs"] = new JsonObject { ["model"] = "olinda-light", ["scene"] = "scene.tif" },
            ["response"] = "document",
        };

    private static async Task<HttpResponseMessage> Post(HttpClient client, JsonObject body, bool isAsync)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Execution) { Content = JsonContent.Create(body) };
        if (isAsync)
        {
            request.Headers.Add("Prefer", "respond-async");
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonObject> Json(HttpResponseMessage answer)
    {
        using (answer)
        {
            return (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
        }
    }

    private static async Task<JsonObject> Ended(HttpClient client, Uri location)
    {
        while (true)
        {
            var job = await Json(await client.GetAsync(location, TestContext.Current.CancellationToken));
            if ($"{job["status"]}" is not ("accepted" or "running"))
            {
                return job;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
