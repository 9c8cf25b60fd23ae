using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Segment.Server.Faults;

namespace Segment.Server.Access;

/// <summary>How often a caller may come: a token, or else an address.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Sets it up.</summary>
    /// <param name="limiter">The middleware's options.</param>
    /// <param name="options">How the server is set up.</param>
    /// <param name="gatekeeper">Knows callers.</param>
    public static void Configure(RateLimiterOptions limiter, ServerOptions options, Gatekeeper gatekeeper)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            // Health is asked for by those who watch over the server, and must not be kept from them.
            var isOpen = context.GetEndpoint()?.Metadata.GetMetadata<AccessNeeded>()?.Scope == Scope.None;
            return options.RateLimit == 0 || isOpen
                ? RateLimitPartition.GetNoLimiter(string.Empty)
                : RateLimitPartition.GetFixedWindowLimiter(
                    Key(context, gatekeeper),
                    _ => new FixedWindowRateLimiterOptions
                    {
                        PermitLimit = options.RateLimit,
                        Window = Window,
                        QueueLimit = 0,
                    }
                );
        });
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : Window;
            var problem = new ApiException(
                StatusCodes.Status429TooManyRequests,
                "Too many requests",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A caller may make {options.RateLimit} requests a minute here."
                )
            )
            {
                RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)),
            };
            return new ValueTask(ProblemAnswers.Write(rejected.HttpContext, problem));
        };
    }

    private static string Key(HttpContext context, Gatekeeper gatekeeper) =>
        gatekeeper.Find(context) is { Name.Length: > 0 } caller
            ? $"token {caller.Name}"
            : $"address {context.Connection.RemoteIpAddress}";
}
