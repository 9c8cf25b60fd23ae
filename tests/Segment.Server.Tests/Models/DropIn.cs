using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Segment.Runtime.Tests;
using Segment.Server.Models;

namespace Segment.Server.Tests.Models;

/// <summary>A models folder of one test, watched; removed after it.</summary>
internal sealed class DropIn : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestFolder folder = new();

    private DropIn(Func<DropInOptions, DropInOptions>? change)
    {
        Directory.CreateDirectory(Folder);
        var options = new DropInOptions
        {
            Folder = Folder,
            Program = Confident(folder["check"]),
            Settle = TimeSpan.FromMilliseconds(100),
            Rescan = TimeSpan.FromMilliseconds(500),
        };
        Options = change?.Invoke(options) ?? options;
        Watch = new DropInFolder(Options, Registry, NullLogger<DropInFolder>.Instance);
        Registry.Changed += Events.Enqueue;
    }

    public DropInOptions Options { get; }

    public string Folder => folder["models"];

    public ModelRegistry Registry { get; private set; } = new();

    public DropInFolder Watch { get; private set; }

    public ConcurrentQueue<ModelEvent> Events { get; } = new();

    /// <summary>Gets the path of a file in the models folder.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Gets the path of a file outside the models folder.</summary>
    public string Beside(string name) => folder[name];

    /// <summary>Checks packages as a server does, in a process of its own.</summary>
    public static DropInOptions Really(DropInOptions options) => options with { Program = Checkout.Program };

    /// <summary>Watches an empty folder, or one with packages.</summary>
    public static async Task<DropIn> StartAsync(
        Func<DropInOptions, DropInOptions>? change = null,
        params IEnumerable<(string Name, float Weight)> packages
    )
    {
        var dropIn = new DropIn(change);
        foreach (var (name, weight) in packages)
        {
            dropIn.Make(name, weight);
        }

        await dropIn.Watch.StartAsync(default);
        await dropIn.Watch.FirstLook.WaitAsync(Patience);
        return dropIn;
    }

    /// <summary>Writes a package beside the models folder whose logits are the samples times a weight.</summary>
    public string Package(float weight, Func<ModelDefinition, ModelDefinition>? change = null)
    {
        var path = folder[$"made-{Guid.NewGuid():N}.dlpk"];
        return TestPackage.BrightestBand(
            path,
            change: definition => (change?.Invoke(definition) ?? definition) with { Name = "made" },
            graph: TestPackage.Pointwise(3, 3, [weight, 0, 0, 0, weight, 0, 0, 0, weight])
        );
    }

    /// <summary>Renames a new package into place.</summary>
    public void Make(string name, float weight) => File.Move(Package(weight), this[$"{name}.dlpk"], overwrite: true);

    /// <summary>Makes a check that finds nothing wrong, a hundred times as fast as the real one. What it lets pass is looked at
    /// again when it is loaded.</summary>
    private static string Confident(string path)
    {
        File.WriteAllText(path, "#!/bin/sh\necho '{\"problem\":null,\"canary\":null,\"canaryProblem\":null}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Waits for something to be so.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        var end = DateTime.UtcNow + Patience;
        while (!isSo())
        {
            Assert.True(
                DateTime.UtcNow < end,
                $"Not within {Patience.TotalSeconds:0} s: {what}. So far: {string.Join(" | ", Events.Select(e => $"{e.Kind} {e.Words}"))}"
            );
            await Task.Delay(10);
        }
    }

    /// <summary>Waits for so many events of a kind.</summary>
    public Task UntilAsync(ModelEventKind kind, int count = 1) =>
        UntilAsync(() => Events.Count(e => e.Kind == kind) >= count, $"{count} × {kind}");

    /// <summary>Asks the model, and reads from the answer which weight made it.</summary>
    public float Answer(string name)
    {
        using var lease = Registry.Acquire(name);
        return lease.Model.Logits(8, 8, [.. Enumerable.Repeat(1f, 3 * 64)])[0];
    }

    /// <summary>Stops the server and starts another one on the same folder.</summary>
    public async Task RestartAsync()
    {
        await Watch.StopAsync(default);
        Registry.Dispose();
        Watch.Dispose();
        Events.Clear();
        Registry = new ModelRegistry();
        Registry.Changed += Events.Enqueue;
        Watch = new DropInFolder(Options, Registry, NullLogger<DropInFolder>.Instance);
        await Watch.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await Watch.StopAsync(default);
        Registry.Dispose();
        Watch.Dispose();
        folder.Dispose();
    }
}
