using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Segment.PackageFormat;
using Segment.Server.Access;
using Segment.Server.Faults;
using Segment.Server.Health;
using Segment.Server.Jobs;
using Segment.Server.Models;
using Segment.Server.Processes;
using Segment.Server.Routes;
using Segment.Server.Scenes;
using Segment.Server.Workers;

namespace Segment.Server.Hosting;

/// <summary>The server: what <c>segment serve</c> runs.</summary>
public sealed class SegmentServer : IAsyncDisposable
{
    private const int JsonBody = 1 << 20;
    private readonly WebApplication app;

    private SegmentServer(WebApplication app) => this.app = app;

    /// <summary>Gets the addresses that are listened on, once started.</summary>
    public IReadOnlyCollection<string> Urls => [.. app.Urls];

    /// <summary>Gets the models.</summary>
    public ModelRegistry Models => app.Services.GetRequiredService<ModelRegistry>();

    /// <summary>Gets the folder that packages are dropped into.</summary>
    public DropInFolder DropIn => app.Services.GetRequiredService<DropInFolder>();

    /// <summary>Builds a server; it listens once started.</summary>
    /// <param name="options">How it is set up.</param>
    /// <returns>The server.</returns>
    /// <exception cref="SegmentDataException">The options have problems; the text names all.</exception>
    public static SegmentServer Build(ServerOptions options)
    {
        if (string.Join(Environment.NewLine, options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        // Nothing but the options decides: no settings from files or the environment, no working folder.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        Listen(builder, options);
        Log(builder.Logging, options);
        Services(builder.Services, options);
        var built = builder.Build();
        Pipeline(built);
        Routes(built);
        return new SegmentServer(built);
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="token">Gives up.</param>
    /// <returns>Done when it listens.</returns>
    public Task Start(CancellationToken token) => app.StartAsync(token);

    /// <summary>Ends: tells that it is not ready, lets running requests end, stops jobs where they can go on later.</summary>
    /// <returns>Done when all has ended.</returns>
    public async Task Stop()
    {
        await app.Services.GetRequiredService<Drain>().End(app.Services.GetRequiredService<ServerOptions>().Drain);
        await app.StopAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void Listen(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.WebHost.UseKestrelCore().UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody;
            kestrel.Limits.MaxConcurrentConnections = 4096;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain);
    }

    private static void Log(ILoggingBuilder logging, ServerOptions options)
    {
        logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // A deadline that is over is an answer, and no reason for a page of log.
        logging.AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error);
        if (options.JsonLog)
        {
            logging.AddJsonConsole(json =>
            {
                json.IncludeScopes = true;
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "O";
            });
        }
        else
        {
            logging.AddSimpleConsole(text => text.SingleLine = true);
        }
    }

    private static void Services(IServiceCollection services, ServerOptions options)
    {
        services.AddRoutingCore();
        services.AddSingleton(options);
        services.AddSingleton(new Gatekeeper(options.TokensFile is { } file ? TokenFile.Read(file) : null));
        services.AddSingleton(_ => new ModelRegistry());
        services.AddSingleton(new LanePool(options.Lanes));
        services.AddSingleton(new WorkerCommand(options.Program));
        services.AddSingleton<Spool>();
        services.AddSingleton(provider => new WorkerPool(
            provider.GetRequiredService<WorkerCommand>(),
            provider.GetRequiredService<LanePool>(),
            options.Workers,
            options.Queue,
            WorkerPool.MostMemory
        ));
        services.AddSingleton(provider => new DropInFolder(
            options.Models,
            provider.GetRequiredService<ModelRegistry>(),
            provider.GetRequiredService<ILogger<DropInFolder>>()
        ));
        services.AddHostedService(provider => provider.GetRequiredService<DropInFolder>());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Drain>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ServerMetrics>();
        services.AddSingleton<DataRoot>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<RemoteScenes>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobWork>();
        services.AddSingleton<Execution>();
        services.AddSingleton<MapView>();
        services.AddHostedService<JobService>();
        services.AddHostedService<ModelPreparation>();
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<Gatekeeper>((limiter, gatekeeper) => RateLimits.Configure(limiter, options, gatekeeper));
        services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = options.Deadline,
                TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
                WriteTimeoutResponse = context =>
                    ProblemAnswers.Write(
                        context,
                        new ApiException(
                            StatusCodes.Status504GatewayTimeout,
                            "The deadline is over",
                            $"The answer was not ready within {options.Deadline.TotalSeconds:0.#} s. Send a smaller scene, or let a job do it: "
                                + "POST /processes/classify/execution with the header Prefer: respond-async"
                        )
                    ),
            }
        );
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
    }

    private static void Pipeline(WebApplication app)
    {
        var gatekeeper = app.Services.GetRequiredService<Gatekeeper>();
        var metrics = app.Services.GetRequiredService<ServerMetrics>();
        var drain = app.Services.GetRequiredService<Drain>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Segment.Server");
        app.UseRouting();
        app.Use(next => context => Counted(context, next, metrics));
        app.UseRequestTimeouts();
        app.UseRateLimiter();
        app.Use(next => context => ProblemAnswers.Guard(context, next, log));
        app.Use(next =>
            context =>
            {
                gatekeeper.Check(context);
                return IsWatching(context) ? next(context) : drain.Count(context, next);
            }
        );
        app.UseEndpoints(_ => { });
    }

    // Those who watch over the server are answered to the end.
    private static bool IsWatching(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AccessNeeded>()?.Scope is Scope.None or Scope.Metrics;

    private static async Task Counted(HttpContext context, RequestDelegate next, ServerMetrics metrics)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            metrics.Count(context, Stopwatch.GetElapsedTime(start));
        }
    }

    private static void Routes(IEndpointRouteBuilder routes)
    {
        HealthRoutes.Map(routes);
        ModelRoutes.Map(routes);
        PredictRoute.Map(routes);
        LandingRoutes.Map(routes);
        ProcessRoutes.Map(routes);
        JobRoutes.Map(routes);
        SceneRoutes.Map(routes);
        PackageRoutes.Map(routes);
        OpenApiRoute.Map(routes);
        PageRoutes.Map(routes);
    }
}
