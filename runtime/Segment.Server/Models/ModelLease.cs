using Segment.PackageFormat;
using Segment.Runtime.Models;

namespace Segment.Server.Models;

/// <summary>
/// The right to use one package's network until it is disposed. Whatever is switched meanwhile, the network stays the same
/// and stays loaded; every answer made with it carries <see cref="Name"/> and <see cref="Sha256"/>.
/// </summary>
public sealed class ModelLease : IDisposable
{
    private ModelGeneration? generation;

    /// <summary>Makes a lease of a generation that already counts it.</summary>
    /// <param name="generation">The generation.</param>
    internal ModelLease(ModelGeneration generation)
    {
        this.generation = generation;
        Name = generation.Name;
        Served = generation.Served;
    }

    /// <summary>Gets the model's name on this server.</summary>
    public string Name { get; }

    /// <summary>Gets the package.</summary>
    public ServedPackage Served { get; }

    /// <summary>Gets the package's SHA-256, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => Served.Sha256;

    /// <summary>Gets the package's definition.</summary>
    public ModelDefinition Definition => Served.Definition;

    /// <summary>Gets the path of the package's private copy, which does not change.</summary>
    public string PackagePath => Served.Path;

    /// <summary>Gets the loaded network, which any number of threads may run at once. Do not dispose it.</summary>
    /// <exception cref="ObjectDisposedException">The lease was disposed.</exception>
    public InferenceModel Model =>
        generation?.Model ?? throw new ObjectDisposedException(nameof(ModelLease), "The lease was given back.");

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref generation, null)?.Return();
}
