using Segment.Server.Models;

namespace Segment.Server.Tests.Models;

/// <summary>
/// Callers that ask a model again and again. Each answer must be that of exactly the package whose hash the lease names, from
/// its first number to its last.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Side = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, float?> weightOf;
    private readonly bool mayBeAbsent;
    private readonly List<Task> callers;
    private long answers;
    private long refused;

    /// <summary>Starts the callers.</summary>
    /// <param name="registry">The models.</param>
    /// <param name="names">The models to ask, by turns.</param>
    /// <param name="weightOf">What a package multiplies by, by its hash; null where it is not known.</param>
    /// <param name="callers">How many ask side by side.</param>
    /// <param name="mayBeAbsent">Whether a model may be withdrawn meanwhile.</param>
    public Load(
        ModelRegistry registry,
        IReadOnlyList<string> names,
        Func<string, float?> weightOf,
        int callers = 3,
        bool mayBeAbsent = false
    )
    {
        (this.weightOf, this.mayBeAbsent) = (weightOf, mayBeAbsent);
        this.callers = [.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => Ask(registry, names, caller)))];
    }

    /// <summary>Gets how many answers came.</summary>
    public long Answers => Interlocked.Read(ref answers);

    /// <summary>Gets how often no package answered.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Ends the callers.</summary>
    /// <exception cref="InvalidOperationException">An answer was wrong.</exception>
    public async Task EndAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(callers);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(callers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private void Ask(ModelRegistry registry, IReadOnlyList<string> names, int caller)
    {
        var samples = new float[3 * Side * Side];
        for (var turn = caller; !stop.IsCancellationRequested; turn++)
        {
            using var lease = registry.TryAcquire(names[turn % names.Count]);
            if (lease is null)
            {
                Interlocked.Increment(ref refused);
                Assert.True(mayBeAbsent, "A model that is served was not there.");
                Thread.Sleep(1);
                continue;
            }

            Array.Fill(samples, turn % 97);
            var logits = lease.Model.Logits(Side, Side, samples);
            var expected = weightOf(lease.Sha256) * (turn % 97);
            if (logits.AsSpan().ContainsAnyExcept(expected ?? float.NaN))
            {
                throw new InvalidOperationException(
                    $"{lease.Sha256} answered {logits[0]} … {logits[^1]}, not {expected}."
                );
            }

            Interlocked.Increment(ref answers);
            Thread.Sleep(Pause);
        }
    }
}
