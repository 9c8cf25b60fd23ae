using System.Security.Cryptography;
using Segment.PackageFormat.Foreign;

namespace Segment.PackageFormat;

/// <summary>
/// An ONNX model made by others, checked like the graph of a package and rewritten to look like one: raw samples in,
/// logits out.
/// </summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Sha256">The SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
/// <param name="Definition">What is known of the model. Of its training nothing is: its numbers are 0.</param>
/// <param name="Graph">The rewritten graph, with the names of <see cref="GraphNames"/>.</param>
/// <param name="TileSize">The side of the only tiles that it takes, in pixels.</param>
/// <param name="OneTile">Whether it takes one tile at a time.</param>
/// <param name="EightBit">Whether its metadata say that samples are bytes.</param>
/// <param name="Notices">What the user should know, one sentence each.</param>
public sealed record ForeignModel(
    string Path,
    string Sha256,
    ModelDefinition Definition,
    byte[] Graph,
    int TileSize,
    bool OneTile,
    bool EightBit,
    IReadOnlyList<string> Notices
)
{
    /// <summary>The ending of such files.</summary>
    public const string Extension = ".onnx";

    private const int MaxNameLength = 64;

    /// <summary>Tells whether a file is such a model, by its name.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Whether the name ends with <see cref="Extension"/>.</returns>
    public static bool IsOne(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the user says about it.</param>
    /// <returns>The model.</returns>
    /// <exception cref="SegmentDataException">The file is no sound ONNX model, holds what is not allowed, does not classify
    /// pixels, or does not say enough; the message names everything that is wrong or missing.</exception>
    public static ForeignModel Open(string path, ForeignModelOptions options)
    {
        var bytes = Read(path);
        var problems = options.Problems().ToList();
        if (problems.Count == 0 && ForeignGraph.Parse(bytes, problems) is { } graph)
        {
            var metadata = new DeepnessMetadata(graph.Metadata, problems);
            var ports = ForeignPorts.Find(graph, metadata, options, problems);
            var answers = new ForeignAnswers(graph, ports, metadata, options);
            problems.AddRange(metadata.IsOtherKind ? [] : answers.Problems());
            if (problems.Count == 0)
            {
                return Make(path, bytes, graph, ports!, answers);
            }
        }

        throw new SegmentDataException($"The model '{path}' cannot be used. {ShownText.Join(problems)}");
    }

    private static byte[] Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length <= PackageLimits.MaxEntryBytes
                ? File.ReadAllBytes(path)
                : throw new SegmentDataException(
                    $"The model '{path}' has {file.Length} bytes; up to {PackageLimits.MaxEntryBytes} are allowed."
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"The model '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static ForeignModel Make(
        string path,
        byte[] bytes,
        ForeignGraph graph,
        ForeignPorts ports,
        ForeignAnswers answers
    ) =>
        new(
            System.IO.Path.GetFullPath(path),
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            answers.Definition(Name(path)),
            graph.Rewrite(ports, answers.Normalization()),
            ports.TileSize,
            ports.OneTile,
            answers.EightBit,
            [.. answers.Notices()]
        );

    /// <summary>Makes a model's name of a file's.</summary>
    private static string Name(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var kept = name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_').ToArray();
        var text = new string(kept.AsSpan(0, Math.Min(kept.Length, MaxNameLength)));
        return ModelDefinition.NameProblem(text) is null
            ? text
            : $"model{text}"[..Math.Min(text.Length + 5, MaxNameLength)];
    }
}
