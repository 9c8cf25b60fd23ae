namespace Segment.PackageFormat;

/// <summary>A model package (<c>.dlpk</c>) that passed every check, read into memory.</summary>
public sealed class ModelPackage : IDisposable
{
    private ModelPackage() { }

    /// <summary>Gets the file's full path.</summary>
    public string Path { get; private init; } = "";

    /// <summary>Gets the definition.</summary>
    public ModelDefinition Definition { get; private init; } = null!;

    /// <summary>Gets the validation metrics.</summary>
    public TrainingMetrics Metrics { get; private init; } = null!;

    /// <summary>Gets the epochs.</summary>
    public TrainingHistory History { get; private init; } = null!;

    /// <summary>Gets the golden window.</summary>
    public GoldenWindow Golden { get; private init; } = null!;

    /// <summary>Gets the ONNX graph.</summary>
    public ReadOnlyMemory<byte> Graph { get; private init; }

    /// <summary>Gets the report page; null where the package has none.</summary>
    public string? ReportHtml { get; private init; }

    /// <summary>Gets the names of all entries, sorted.</summary>
    public IReadOnlyList<string> EntryNames { get; private init; } = [];

    /// <summary>Gets the SHA-256 of the whole file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Reads a package and checks everything in it: limits, names, checksums, definition, graph.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The package.</returns>
    /// <exception cref="SegmentDataException">The file is not a sound package; the message says what is wrong.</exception>
    public static ModelPackage Open(string path) => throw new InvalidOperationException();

    /// <summary>Checks the contents, writes them under a temporary name and renames the file when it is whole.</summary>
    /// <param name="path">The file, which is replaced where it exists.</param>
    /// <param name="contents">What to write; equal contents give equal bytes.</param>
    /// <exception cref="SegmentDataException">The contents are not sound.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written; nothing new stands under its name.</exception>
    public static void Write(string path, PackageContents contents) => throw new InvalidOperationException();

    /// <summary>Lets the buffers go.</summary>
    public void Dispose() { }
}
