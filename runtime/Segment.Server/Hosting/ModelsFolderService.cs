using Microsoft.Extensions.Hosting;
using Segment.Runtime.Models;
using Segment.Server.Models;

namespace Segment.Server.Hosting;

/// <summary>Publishes the packages of the models folder when the server starts.</summary>
/// <param name="options">How the server is set up.</param>
/// <param name="registry">The models.</param>
internal sealed class ModelsFolderService(ServerOptions options, ModelRegistry registry) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(options.Models.Folder, "*.dlpk"))
        {
            registry.Publish(Path.GetFileNameWithoutExtension(file), InferenceModel.Open(file), entry => entry);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
