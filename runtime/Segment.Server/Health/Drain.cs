using Microsoft.AspNetCore.Http;
using Segment.Server.Faults;

namespace Segment.Server.Health;

/// <summary>Counts running requests, so that the server can end without breaking off any.</summary>
internal sealed class Drain
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private int running;
    private volatile bool isDraining;

    /// <summary>Gets whether the server ends: it takes no more work.</summary>
    public bool IsDraining => isDraining;

    /// <summary>Gets how many requests run.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>Counts a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">Its work.</param>
    /// <returns>Done when answered.</returns>
    /// <exception cref="ApiException">The server ends (503).</exception>
    public async Task Count(HttpContext context, RequestDelegate next)
    {
        Interlocked.Increment(ref running);
        try
        {
            if (isDraining)
            {
                context.Response.Headers.Connection = "close";
                throw new ApiException(
                    StatusCodes.Status503ServiceUnavailable,
                    "The server ends",
                    "The server is being stopped and takes no more requests; send it again in a moment."
                )
                {
                    RetryAfter = 5,
                };
            }

            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    /// <summary>Takes no more work, and waits until what runs has ended.</summary>
    /// <param name="most">How long at most.</param>
    /// <returns>Whether all ended in time.</returns>
    public async Task<bool> End(TimeSpan most)
    {
        isDraining = true;
        using var patience = new CancellationTokenSource(most);
        while (Running > 0 && !patience.IsCancellationRequested)
        {
            await Task.Delay(Step, CancellationToken.None);
        }

        return Running == 0;
    }
}
