using System.Collections.Concurrent;
using System.Diagnostics;

namespace Segment.Server.Tests.Health;

/// <summary>The server under more work than it can do.</summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const string Predict = "/models/olinda-light/predict";

    [Fact]
    public Task FourTimesTheLoadItCanCarryIsAnsweredInPartAndNothingBreaks() => Overload(seconds: 4, least: 0.5);

    [Fact]
    [Trait("kind", "slow")]
    public Task FourTimesTheLoadForAMinuteIsAnsweredInPartAndNothingBreaks() => Overload(seconds: 60, least: 0.9);

    [Fact]
    [Trait("kind", "slow")]
    public async Task EightCallersGetAsMuchDoneAsTheBestNumberOfCallers()
    {
        using var folder = ServeProcess.Folders();
        using var server = await ServeProcess.Start(folder, "--lanes", "2", "--rate-limit", "0");
        var body = await File.ReadAllBytesAsync(Checkout.Scene, TestContext.Current.CancellationToken);
        await Closed(server.Client, body, 2, TimeSpan.FromSeconds(5));
        var rates = new Dictionary<int, List<double>>();
        for (var round = 0; round < 3; round++)
        {
            foreach (var callers in new[] { 1, 2, 4, 8 })
            {
                var answers = await Closed(server.Client, body, callers, TimeSpan.FromSeconds(6));
                Assert.All(answers, answer => Assert.Equal(200, answer.Status));
                (rates.TryGetValue(callers, out var list) ? list : rates[callers] = []).Add(answers.Count / 6.0);
            }
        }

        var best = rates.ToDictionary(pair => pair.Key, pair => pair.Value.Max());
        output.WriteLine(string.Join(", ", best.Select(pair => $"{pair.Key} callers: {pair.Value:0.0}/s")));
        Assert.True(best[8] >= 0.95 * best.Values.Max(), $"8 callers: {best[8]:0.0}/s of {best.Values.Max():0.0}/s.");
    }

    private async Task Overload(int seconds, double least)
    {
        using var folder = ServeProcess.Folders();
        const int Queue = 8;
        using var server = await ServeProcess.Start(folder, "--lanes", "2", "--queue", $"{Queue}", "--rate-limit", "0");
        var body = await File.ReadAllBytesAsync(Checkout.Scene, TestContext.Current.CancellationToken);
        await Closed(server.Client, body, 2, TimeSpan.FromSeconds(2));
        var peak =
            (await Closed(server.Client, body, 4, TimeSpan.FromSeconds(seconds / 4.0 + 2))).Count / (seconds / 4.0 + 2);

        var answers = await OpenLoop(server.Client, body, 4 * peak, TimeSpan.FromSeconds(seconds));

        var good = answers.Where(answer => answer.Status == 200).ToList();
        var rate = good.Count / (double)seconds;
        output.WriteLine(
            $"peak {peak:0.0}/s; of {answers.Count} sent {good.Count} answered ({rate:0.0}/s), the slowest in {good.Max(g => g.Seconds):0.00} s"
        );
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 429, $"Status {answer.Status}"));
        Assert.Contains(answers, answer => answer.Status == 429);

        // Who is let in waits for those before it and is worked on: no longer than the queue is deep.
        Assert.True(
            good.Max(g => g.Seconds) < 4 * (Queue + 2) / peak + 2,
            $"The slowest took {good.Max(g => g.Seconds):0.0} s."
        );
        Assert.True(rate >= least * peak, $"Only {rate:0.0}/s of {peak:0.0}/s were done.");
        using var after = await server.Client.PostAsync(
            Predict,
            new ByteArrayContent(body),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(200, (int)after.StatusCode);
        Assert.Contains(
            "segment_worker_deaths_total 0",
            await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    /// <summary>So many callers, each of whom asks again when it has its answer.</summary>
    private static async Task<IReadOnlyCollection<(int Status, double Seconds)>> Closed(
        HttpClient client,
        byte[] body,
        int callers,
        TimeSpan time
    )
    {
        var answers = new ConcurrentBag<(int, double)>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(async _ =>
                {
                    while (watch.Elapsed < time)
                    {
                        answers.Add(await Ask(client, body));
                    }
                })
        );
        return answers;
    }

    /// <summary>So many requests a second, whether they are answered or not.</summary>
    private static async Task<IReadOnlyCollection<(int Status, double Seconds)>> OpenLoop(
        HttpClient client,
        byte[] body,
        double rate,
        TimeSpan time
    )
    {
        var asked = new List<Task<(int, double)>>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            while (asked.Count < watch.Elapsed.TotalSeconds * rate)
            {
                asked.Add(Ask(client, body));
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return await Task.WhenAll(asked);
    }

    private static async Task<(int Status, double Seconds)> Ask(HttpClient client, byte[] body)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.PostAsync(
            Predict,
            new ByteArrayContent(body),
            TestContext.Current.CancellationToken
        );
        await answer.Content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, watch.Elapsed.TotalSeconds);
    }
}
