using Segment.Server.Models;

namespace Segment.Server.Tests;

/// <summary>The options report all that is wrong at once.</summary>
public sealed class ServerOptionsTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AllProblemsAreToldAtOnce()
    {
        var options = Sound() with
        {
            DataRoot = folder["none"],
            Jobs = 0,
            Deadline = TimeSpan.Zero,
            Urls = ["ftp://x"],
            AllowUpload = true,
        };

        var problems = options.Problems().ToList();

        Assert.Equal(5, problems.Count);
        Assert.Empty(Sound().Problems());
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://192.168.1.2:8080", false)]
    [InlineData("http://example.org:8080", false)]
    public void OthersReachItOnlyWithTokens(string url, bool isAllowed)
    {
        var alone = Sound() with { Urls = [url] };
        File.WriteAllText(folder["tokens"], "qgis infer a-long-random-text-of-mine\n");

        Assert.Equal(isAllowed, !alone.Problems().Any());
        Assert.Empty((alone with { TokensFile = folder["tokens"] }).Problems());
    }

    private ServerOptions Sound() =>
        new()
        {
            Models = new DropInOptions { Folder = folder.Path, Program = Checkout.Program },
            DataRoot = folder.Path,
            Program = Checkout.Program,
        };
}
