using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Segment.Server.Tests.Routes;

namespace Segment.Server.Tests.Health;

/// <summary>Health, figures, limits, and the end of a server.</summary>
public sealed class HealthTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Predict = "/models/olinda-light/predict";
    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task ReadyMeansThatATileWasReallyMapped()
    {
        var ready = await server.Client.GetFromJsonAsync<JsonObject>(
            "/health/ready",
            TestContext.Current.CancellationToken
        );

        var tile = Assert.Single(ready!["tiles"]!.AsArray())!;
        Assert.Equal("cpu", $"{tile["provider"]}");
        Assert.Equal("olinda-light", $"{tile["model"]}");
    }

    [Fact]
    public async Task AServerWithoutModelsIsAliveAndNotReady()
    {
        await using var empty = await RunningServer.Start(o =>
        {
            File.Delete(Path.Combine(o.Models.Folder, "olinda-light.dlpk"));
            return o;
        });

        using var live = await empty.Client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        using var ready = await empty.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    [Fact]
    public async Task FiguresTellOfRequestsStagesAndGenerations()
    {
        using (
            await server.Client.PostAsync(
                Predict,
                RunningServer.Scene(Checkout.Scene),
                TestContext.Current.CancellationToken
            )
        ) { }

        var text = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Matches(
            "segment_requests_total\\{route=\"/models/\\{name\\}/predict\",method=\"POST\",status=\"200\"\\} [1-9]",
            text
        );
        Assert.Matches("segment_model_generation\\{model=\"olinda-light\",sha256=\"[0-9a-f]{64}\"\\} 1\n", text);
        Assert.Matches("segment_stage_seconds_total\\{stage=\"compute\"\\} 0\\.[0-9]", text);
        Assert.Contains("segment_jobs{status=\"running\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("process_working_set_bytes", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATraceIsTakenUp()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing");
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", $"{problem!["traceId"]}");
    }

    [Fact]
    public async Task TheDefinitionHasAnExampleForExecute()
    {
        var document = await server.Client.GetFromJsonAsync<JsonObject>(
            "/openapi",
            TestContext.Current.CancellationToken
        );

        Assert.StartsWith("3.0", $"{document!["openapi"]}", StringComparison.Ordinal);
        var example = document["paths"]!["/processes/{process}/execution"]!["post"]!["requestBody"]!["content"]![
            "application/json"
        ]!["example"]!;
        Assert.Equal("olinda-light", $"{example["inputs"]!["model"]}");
    }

    [Fact]
    public async Task ACallerWhoComesTooOftenIsToldWhenToComeAgain()
    {
        await using var strict = await RunningServer.Start(o => o with { RateLimit = 3 });
        for (var i = 0; i < 3; i++)
        {
            using var good = await strict.Client.GetAsync("/conformance", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        }

        using var answer = await strict.Client.GetAsync("/conformance", TestContext.Current.CancellationToken);
        await PredictTests.AssertProblem(answer, 429, "3 requests a minute");
        Assert.NotNull(answer.Headers.RetryAfter);
        using var live = await strict.Client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task AFullQueueAnswers429AndALateAnswer504AndTheServerGoesOn()
    {
        var token = TestContext.Current.CancellationToken;
        await using var small = await (
            await RunningServer.Start(o =>
                o with
                {
                    Workers = 1,
                    Lanes = 1,
                    Queue = 1,
                    Deadline = TimeSpan.FromSeconds(6),
                }
            )
        ).Ready();
        const string Slow =
            """{"inputs":{"model":"olinda-light","scene":"scene.tif","cell-size":3,"test-time-augmentation":"dihedral"},"outputs":{"map":{}}}""";
        var long1 = small.Client.PostAsync("/processes/classify/execution", new StringContent(Slow), token);
        await Figure(small.Client, "segment_lanes_busy 1");
        var long2 = small.Client.PostAsync("/processes/classify/execution", new StringContent(Slow), token);
        await Figure(small.Client, "segment_queue_requests 1");

        using var third = await small.Client.PostAsync(Predict, RunningServer.Scene(Checkout.Scene), token);

        await PredictTests.AssertProblem(third, 429, "wait already");
        Assert.Equal(1, third.Headers.RetryAfter?.Delta?.TotalSeconds);
        using var late1 = await long1;
        using var late2 = await long2;
        await PredictTests.AssertProblem(late1, 504, "respond-async");
        Assert.Equal(504, (int)late2.StatusCode);
        using var good = await small.Client.PostAsync(
            "/processes/classify/execution",
            new StringContent(
                """{"inputs":{"model":"olinda-light","scene":"scene.tif","extent":[288776,9110728,289776,9111728]},"outputs":{"map":{}}}"""
            ),
            token
        );
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Fact]
    public async Task AWorkerThatDiesIsOneFailedRequest()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = ServeProcess.Folders();
        using var lone = await ServeProcess.Start(folder, "--lanes", "1");
        const string Slow =
            """{"inputs":{"model":"olinda-light","scene":"scene.tif","cell-size":4},"outputs":{"map":{}}}""";
        var doomed = lone.Client.PostAsync("/processes/classify/execution", new StringContent(Slow), token);
        await Figure(lone.Client, "segment_lanes_busy 1");
        lone.KillWorkers();

        using var failed = await doomed;
        await PredictTests.AssertProblem(failed, 500, "the server goes on");
        using var good = await lone.Client.PostAsync(Predict, RunningServer.Scene(Checkout.Scene), token);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        await Figure(lone.Client, "segment_worker_deaths_total [1-9]");
    }

    private static async Task Figure(HttpClient client, string pattern)
    {
        // On a machine that is busy with other tests a worker may take long to start.
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(1); )
        {
            var text = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            if (Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking))
            {
                return;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"No {pattern}.");
    }
}
