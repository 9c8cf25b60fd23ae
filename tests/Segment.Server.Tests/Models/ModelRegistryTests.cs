using Segment.Runtime;
using Segment.Runtime.Models;
using Segment.Server.Models;

namespace Segment.Server.Tests.Models;

/// <summary>Leases and the switch from one package to the next.</summary>
public sealed class ModelRegistryTests : IDisposable
{
    private readonly ModelRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public void A_lease_names_its_package_and_outlives_the_switch()
    {
        Publish("a");
        using var old = registry.Acquire("a");
        Publish("a");
        using var fresh = registry.Acquire("a");

        Assert.Equal((1, 2), (old.Served.Generation, fresh.Served.Generation));
        Assert.Equal(64, old.Sha256.Length);
        Assert.NotSame(old.Model, fresh.Model);
        Assert.NotEmpty(old.Model.Logits(64, 64, new float[old.Definition.Bands.Count * 64 * 64]));
        Assert.Equal(2, registry.LoadedNetworks);
    }

    [Fact]
    public async Task The_last_lease_releases_the_network()
    {
        var released = new TaskCompletionSource<ModelEvent>();
        registry.Changed += released.SetResult;
        Publish("a");
        var lease = registry.Acquire("a");
        registry.Unpublish("a");

        Assert.Null(registry.TryAcquire("a"));
        Assert.NotNull(lease.Model);
        Assert.False(released.Task.IsCompleted);

        lease.Dispose();
        lease.Dispose();
        var told = await released.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(ModelEventKind.Released, told.Kind);
        Assert.Equal(0, registry.LoadedNetworks);
        Assert.Throws<ObjectDisposedException>(() => lease.Model);
    }

    [Fact]
    public void A_name_that_is_not_there_is_told_with_those_that_are()
    {
        Publish("olinda");

        var e = Assert.Throws<SegmentDataException>(() => registry.Acquire("olnda"));

        Assert.Equal("There is no model named 'olnda'. Did you mean 'olinda'? Known: olinda.", e.Message);
    }

    [Fact]
    public void Another_hash_than_the_one_that_serves_is_told()
    {
        Publish("a");

        Assert.Null(registry.TryAcquire("a", new string('0', 64)));
        var e = Assert.Throws<SegmentDataException>(() => registry.Acquire("a", new string('0', 64)));
        Assert.Contains("is served by the package", e.Message, StringComparison.Ordinal);
    }

    private void Publish(string name) =>
        registry.Publish(name, InferenceModel.Open(Checkout.Package, InferenceDevice.Cpu), entry => entry);
}
