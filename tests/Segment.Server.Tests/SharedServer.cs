namespace Segment.Server.Tests;

/// <summary>One server for all tests of a class.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await (await RunningServer.Start()).Ready();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
