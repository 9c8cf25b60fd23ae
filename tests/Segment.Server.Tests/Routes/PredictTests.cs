using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Segment.Raster.Maps;
using Segment.Runtime;

namespace Segment.Server.Tests.Routes;

/// <summary>A GeoTIFF in, its map out.</summary>
public sealed class PredictTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer server = shared.Server;

    private const string Path = "/models/olinda-light/predict";

    [Fact]
    public async Task TheMapIsTheOneThatClassifyMakesAndNamesItsPackage()
    {
        var token = TestContext.Current.CancellationToken;
        var map = server.Folder["map.tif"];
        Classifier.Run(
            new ClassifyOptions
            {
                ModelPath = Checkout.Package,
                ScenePath = Checkout.Scene,
                OutPath = map,
            },
            token: token
        );

        using var answer = await server.Client.PostAsync(Path, RunningServer.Scene(Checkout.Scene), token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/tiff", answer.Content.Headers.ContentType?.MediaType);
        var got = server.Folder["got.tif"];
        await File.WriteAllBytesAsync(got, await answer.Content.ReadAsByteArrayAsync(token), token);
        using var expected = ClassMap.Open(map);
        using var actual = ClassMap.Open(got);
        var whole = expected.Grid.Extent;
        var (wanted, found) = (new byte[whole.Area], new byte[whole.Area]);
        expected.Read(whole, wanted);
        actual.Read(whole, found);
        Assert.Equal(wanted, found);
        Assert.Equal(expected.Grid, actual.Grid);
        var sha256 = server.Models.Find("olinda-light")!.Served!.Sha256;
        Assert.Equal([sha256], answer.Headers.GetValues("Segment-Package-Sha256"));
    }

    [Theory]
    [InlineData("?tile-size=0", 400, "The tile size is 0")]
    [InlineData("?tile-size=many", 400, "tile-size")]
    [InlineData("?abstain-below=2", 400, "abstain below is 2")]
    [InlineData("?colour=red", 400, "There is no input 'colour'")]
    [InlineData("?model=other", 400, "makes no sense here")]
    [InlineData("?variant=int8", 422, "float32 alone")]
    [InlineData("?package-sha256=0123", 409, "not by the one asked for")]
    public async Task ABadParameterIsNamed(string query, int status, string words)
    {
        using var answer = await server.Client.PostAsync(
            Path + query,
            RunningServer.Scene(Checkout.Scene),
            TestContext.Current.CancellationToken
        );

        await AssertProblem(answer, status, words);
    }

    [Fact]
    public async Task WhatIsNoUsableSceneIsRefusedAndTheServerGoesOn()
    {
        var token = TestContext.Current.CancellationToken;
        await using var small = await (await RunningServer.Start(o => o with { MaxUpload = 1 << 20 })).Ready();
        var cases = new (byte[] Body, int Status, string Words)[]
        {
            ([], 400, "curl --data-binary"),
            ("<VRTDataset/>"u8.ToArray(), 415, "does not begin as a TIFF"),
            ([.. "II*\0"u8, .. new byte[100]], 422, "not a raster"),
            (File.ReadAllBytes(Checkout.Scene)[..2000], 422, ""),
            ([.. "II*\0"u8, .. new byte[2 << 20]], 413, ""),
        };

        foreach (var (body, status, words) in cases)
        {
            using var answer = await small.Client.PostAsync(Path, new ByteArrayContent(body), token);
            await AssertProblem(answer, status, words);
        }

        using var none = await small.Client.PostAsync(
            "/models/olinda/predict",
            RunningServer.Scene(Checkout.Scene),
            token
        );
        await AssertProblem(none, 404, "Known: olinda-light");
        using var good = await small.Client.PostAsync(Path, RunningServer.Scene(Checkout.Scene), token);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(small.Folder["work/spool"]));
    }

    /// <summary>Checks an answer of problem+json (RFC 9457).</summary>
    internal static async Task AssertProblem(HttpResponseMessage answer, int status, string words)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal(
            new MediaTypeHeaderValue("application/problem+json").MediaType,
            answer.Content.Headers.ContentType?.MediaType
        );
        using var document = JsonDocument.Parse(text);
        Assert.Equal(status, document.RootElement.GetProperty("status").GetInt32());
        Assert.Contains(
            words,
            document.RootElement.GetProperty("detail").GetString(),
            StringComparison.OrdinalIgnoreCase
        );
    }
}
