using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Segment.PackageFormat.Archive;

namespace Segment.PackageFormat;

/// <summary>A model package (<c>.dlpk</c>) that passed every check, read into memory.</summary>
/// <remarks>The layout and the limits stand in docs/package-format.md. Nothing is unpacked to the disk.</remarks>
public sealed class ModelPackage : IDisposable
{
    /// <summary>The entry that holds the graph.</summary>
    public const string GraphEntry = "model.onnx";

    // Zip stores local time without a zone; the earliest one it can hold says nothing and is the same everywhere.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int HashedAtOnce = 1 << 20;

    private const int PlainFile = 0x81A4 << 16; // rw-r--r--

    private ModelPackage(string path, string sha256, IReadOnlyList<string> entryNames, PackageContents contents)
    {
        Path = path;
        Sha256 = sha256;
        EntryNames = entryNames;
        Definition = contents.Definition;
        Metrics = contents.Metrics;
        History = contents.History;
        Review = contents.Review;
        Golden = contents.Golden;
        ReportHtml = contents.ReportHtml;
        Graph = contents.Graph;
        Int8 = contents.Int8;
        Variants = contents.Int8 is null ? [ModelVariant.Float32] : [ModelVariant.Float32, ModelVariant.Int8];
    }

    /// <summary>Gets the file's full path.</summary>
    public string Path { get; }

    /// <summary>Gets the definition.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>Gets the validation metrics.</summary>
    public TrainingMetrics Metrics { get; }

    /// <summary>Gets the epochs.</summary>
    public TrainingHistory History { get; }

    /// <summary>Gets what people want to see beside the scores; null where the package has nothing of it.</summary>
    public ModelReview? Review { get; }

    /// <summary>Gets the golden window.</summary>
    public GoldenWindow Golden { get; }

    /// <summary>Gets the ONNX graph; empty after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Graph { get; private set; }

    /// <summary>Gets the forms in which it holds its network.</summary>
    public IReadOnlyList<ModelVariant> Variants { get; }

    /// <summary>Gets the variant in 8-bit integers; null where the package has none, and after <see cref="Dispose"/>.</summary>
    public Int8Variant? Int8 { get; private set; }

    /// <summary>Gets the report page; null where the package has none.</summary>
    public string? ReportHtml { get; }

    /// <summary>Gets the names of all entries, sorted.</summary>
    public IReadOnlyList<string> EntryNames { get; }

    /// <summary>Gets the SHA-256 of the whole file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a package and checks everything in it: limits, names, checksums, definition, golden window, graph.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The package.</returns>
    /// <exception cref="SegmentDataException">The file is not a sound package; the message says what is wrong.</exception>
    public static ModelPackage Open(string path) =>
        FromFile(path, stream => Read(System.IO.Path.GetFullPath(path), stream));

    /// <summary>Reads all that is in a package, further files included, to write it again with something changed.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The contents, which passed every check of <see cref="Open"/>.</returns>
    /// <exception cref="SegmentDataException">The file is not a sound package; the message says what is wrong.</exception>
    public static PackageContents ReadContents(string path) =>
        FromFile(
            path,
            stream => Contents(stream, (entries, definition) => PackageEntries.Further(entries, definition)).Contents
        );

    /// <summary>Checks the contents, writes them under a temporary name and renames the file when it is whole.</summary>
    /// <param name="path">The file, which is replaced where it exists.</param>
    /// <param name="contents">What to write; equal contents give equal bytes, on every machine.</param>
    /// <exception cref="SegmentDataException">The contents are not sound.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written; nothing new stands under its name.</exception>
    public static void Write(string path, PackageContents contents)
    {
        var problems = ContentsCheck.Problems(contents);
        if (problems.Count > 0)
        {
            throw new SegmentDataException($"The package '{path}' is not written. {ShownText.Join(problems)}");
        }

        WholeFile.Write(
            path,
            stream =>
            {
                Store(stream, contents);
                RefuseUnreadable(path, stream);
            }
        );
    }

    /// <summary>Lets the graphs go.</summary>
    public void Dispose() => (Graph, Int8) = (default, null);

    private static T FromFile<T>(string path, Func<FileStream, T> read)
    {
        using var stream = OpenFile(path);
        try
        {
            return read(stream);
        }
        catch (SegmentDataException e)
        {
            throw new SegmentDataException($"The package '{path}' cannot be used. {e.Message}", e);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new SegmentDataException(
                $"The package '{path}' cannot be used. It is a damaged zip file ({e.Message}) Copy or download it again.",
                e
            );
        }
        catch (IOException e)
        {
            throw new SegmentDataException($"The package '{path}' cannot be read: {e.Message}", e);
        }
    }

    // Nothing gets a final name that could not be opened again.
    private static void RefuseUnreadable(string path, Stream stream)
    {
        stream.Position = 0;
        try
        {
            _ = Contents(stream, NoFurther);
        }
        catch (SegmentDataException e)
        {
            throw new SegmentDataException($"The package '{path}' is not written. {e.Message}", e);
        }
    }

    private static FileStream OpenFile(string path)
    {
        if (!File.Exists(path))
        {
            var what = Directory.Exists(path) ? "is a folder" : "does not exist";
            throw new SegmentDataException($"The package '{path}' {what}. Give the path of a .dlpk file.");
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"The package '{path}' cannot be read: {e.Message}", e);
        }
    }

    // The whole file's checksum is made beside the reading of its parts: positional reads do not move the stream.
    private static ModelPackage Read(string path, FileStream stream)
    {
        RequireBounded(stream);

        // Asking a stream for its handle empties its buffer: not while another thread reads.
        var (handle, length) = (stream.SafeFileHandle, stream.Length);
        var hashing = Task.Run(() => Sha256Of(handle, length));
        try
        {
            var (contents, names) = Contents(stream, NoFurther);
            return new ModelPackage(path, hashing.GetAwaiter().GetResult(), names, contents);
        }
        finally
        {
            // The handle is closed when this returns.
            _ = Task.WhenAny(hashing).GetAwaiter().GetResult();
        }
    }

    private static string Sha256Of(SafeFileHandle file, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = new byte[HashedAtOnce];
        for (long offset = 0; offset < length; )
        {
            var count = RandomAccess.Read(file, part, offset);
            hash.AppendData(part, 0, count);
            offset += count > 0 ? count : throw new EndOfStreamException("The file became shorter while it was read.");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IReadOnlyDictionary<string, byte[]> NoFurther(VerifiedEntries entries, ModelDefinition definition) =>
        new Dictionary<string, byte[]>(StringComparer.Ordinal);

    private static (PackageContents Contents, IReadOnlyList<string> Names) Contents(
        Stream stream,
        Func<VerifiedEntries, ModelDefinition, IReadOnlyDictionary<string, byte[]>> further
    )
    {
        RequireBounded(stream);
        using var archive = new PackageArchive(stream);
        var entries = new VerifiedEntries(archive);
        var contents = PackageEntries.Read(entries);
        contents = contents with { ExtraFiles = further(entries, contents.Definition) };
        entries.VerifyRest();
        var problems = ContentsCheck.Problems(contents);
        return problems.Count == 0
            ? (contents, [.. archive.Names])
            : throw new SegmentDataException(ShownText.Join(problems));
    }

    private static void RequireBounded(Stream stream)
    {
        if (stream.Length > PackageLimits.MaxTotalBytes)
        {
            throw new SegmentDataException(
                $"It has {stream.Length} bytes; up to {PackageLimits.MaxTotalBytes} are allowed."
            );
        }
    }

    // Weights hardly shrink, and stored bytes do not depend on the version of a compressor.
    private static void Store(Stream stream, PackageContents contents)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, bytes) in PackageEntries.Of(contents))
        {
            hashes.Add(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Store(zip, name, bytes);
        }

        Store(zip, EntryName.Checksums, Checksums.Write(hashes));
    }

    private static void Store(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = NoTime;
        entry.ExternalAttributes = PlainFile;
        using var content = entry.Open();
        content.Write(bytes);
    }

    // What the zip reader throws at bytes that do not fit together.
    private static bool IsDamage(Exception e) =>
        e
            is InvalidDataException
                or EndOfStreamException
                or NotSupportedException
                or ArgumentException
                or OverflowException;
}
