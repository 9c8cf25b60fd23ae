using System.Net;
using Segment.Server.Faults;
using Segment.Server.Models;
using Segment.Server.Scenes;

namespace Segment.Server.Tests.Scenes;

/// <summary>Scenes over https: from hosts that are allowed, from the public network, whole.</summary>
public sealed class RemoteScenesTests : IDisposable
{
    private static readonly Uri Address = new("https://data.example.org/a/scene.tif?sig=1");
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("93.184.215.14", true)]
    [InlineData("2606:2800:21f::1", true)]
    public void OnlyThePublicNetworkIsReached(string address, bool isPublic) =>
        Assert.Equal(isPublic, RemoteScenes.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://other.example.org/scene.tif")]
    [InlineData("https://data.example.org:8443/scene.tif")]
    [InlineData("https://data.example.org.evil.net/scene.tif")]
    public void OtherHostsAreRefused(string address)
    {
        using var remote = Fetcher(_ => throw new InvalidOperationException("No request may be made."));

        Assert.Equal(400, Assert.Throws<ApiException>(() => remote.Check(new Uri(address))).Status);
    }

    [Fact]
    public async Task AServerThatFailsForAMomentIsAskedAgain()
    {
        var calls = 0;
        using var remote = Fetcher(_ =>
            ++calls < 3
                ? new HttpResponseMessage(HttpStatusCode.BadGateway)
                : new HttpResponseMessage { Content = new ByteArrayContent([.. "II*\0"u8, 1, 2, 3]) }
        );

        await remote.Fetch(Address, folder["scene.tif"], TestContext.Current.CancellationToken);

        Assert.Equal(3, calls);
        Assert.Equal(7, new FileInfo(folder["scene.tif"]).Length);
    }

    [Theory]
    [InlineData(404, "", 400)]
    [InlineData(302, "", 400)]
    [InlineData(200, "<html>", 415)]
    [InlineData(503, "", 503)]
    public async Task WhatIsNoSceneIsRefused(int status, string body, int expected)
    {
        using var remote = Fetcher(_ => new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body),
        });

        var refusal = await Assert.ThrowsAsync<ApiException>(() =>
            remote.Fetch(Address, folder["scene.tif"], TestContext.Current.CancellationToken)
        );

        Assert.Equal(expected, refusal.Status);
    }

    private RemoteScenes Fetcher(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new(
            new ServerOptions
            {
                Models = new DropInOptions { Folder = folder.Path, Program = Checkout.Program },
                DataRoot = folder.Path,
                Program = Checkout.Program,
                SceneHosts = ["data.example.org"],
            },
            new Answers(answer),
            TimeSpan.FromMilliseconds(1)
        );

    private sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(answer(request));
    }
}
