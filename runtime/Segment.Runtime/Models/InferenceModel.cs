using Microsoft.ML.OnnxRuntime;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Runtime.Models;

/// <summary>
/// A package that is ready to run: checked, loaded into one ONNX Runtime session, and proven on the golden window that
/// it carries. Any number of threads may run it at once.
/// </summary>
public sealed class InferenceModel : IDisposable
{
    /// <summary>
    /// The greatest relative difference, ‖ours − recorded‖₂ / ‖recorded‖₂, between the golden window's logits here and
    /// where the package was made. Rounding on another machine makes about 1e-6; a wrong weight makes far more.
    /// </summary>
    public const double GoldenTolerance = 1e-3;

    /// <summary>
    /// The same for the variant in 8-bit integers: a number that lies between two bytes may become the other one elsewhere,
    /// and its neighbours with it.
    /// </summary>
    public const double Int8GoldenTolerance = 2e-2;

    /// <summary>
    /// The most working memory that a network may need for each pixel, in bytes: some thirty times as much as a U-Net over
    /// ResNet-34 takes. Tensors joined with themselves again and again grow beyond all bounds.
    /// </summary>
    private const double MostBytesPerPixel = 64 << 10;

    private InferenceModel(
        ModelDefinition definition,
        string path,
        string sha256,
        (long Bytes, double BytesPerPixel) graph,
        (InferenceSession Session, InferenceDevice Device) opened
    )
    {
        Definition = definition;
        Path = path;
        Sha256 = sha256;
        (Session, Device) = opened;
        HasShortAnswers = Session.OutputMetadata.ContainsKey(ShortAnswers.ClassIndex);
        (GraphBytes, BytesPerPixel) = graph;
    }

    /// <summary>Gets the package, whose graph is let go as soon as it is loaded; null for a model of others.</summary>
    public ModelPackage? Package { get; private init; }

    /// <summary>Gets the model of others; null for a package.</summary>
    public ForeignModel? Foreign { get; private init; }

    /// <summary>Gets the definition.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>Gets the file's full path.</summary>
    public string Path { get; }

    /// <summary>Gets the SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Gets the form of the network that runs.</summary>
    public ModelVariant Variant { get; private init; }

    /// <summary>Gets where the network runs: <see cref="InferenceDevice.Cpu"/> or <see cref="InferenceDevice.Cuda"/>.</summary>
    public InferenceDevice Device { get; }

    /// <summary>Gets the size of the graph with its weights, in bytes.</summary>
    internal long GraphBytes { get; }

    /// <summary>Gets what a run needs of working memory for each pixel of a tile, in bytes; an estimate.</summary>
    internal double BytesPerPixel { get; }

    /// <summary>Gets the session that all lanes share.</summary>
    internal InferenceSession Session { get; }

    /// <summary>Gets whether the graph also yields the outputs of <see cref="ShortAnswers"/>.</summary>
    internal bool HasShortAnswers { get; }

    /// <summary>Gets the memory that samples and answers lie in.</summary>
    internal HostMemory Memory { get; private set; } = HostMemory.Ordinary;

    /// <summary>Opens a package, loads its graph and runs its golden window; or an ONNX model of others.</summary>
    /// <param name="path">The <c>.dlpk</c> file, or the <c>.onnx</c> file of others.</param>
    /// <param name="device">Where the network shall run.</param>
    /// <param name="notice">Told why <see cref="InferenceDevice.Auto"/> took the CPU.</param>
    /// <param name="foreign">What the user says about a model of others; null says nothing.</param>
    /// <param name="variant">The form of the network; 8-bit integers run on the CPU alone.</param>
    /// <returns>The model.</returns>
    /// <exception cref="SegmentDataException">The file is not sound, ONNX Runtime refuses its graph, or the graph gives
    /// other logits than when the package was made.</exception>
    /// <exception cref="SegmentEnvironmentException">The device is not there, or ONNX Runtime's native library is
    /// missing.</exception>
    public static InferenceModel Open(
        string path,
        InferenceDevice device = InferenceDevice.Auto,
        Action<string>? notice = null,
        ForeignModelOptions? foreign = null,
        ModelVariant variant = ModelVariant.Float32
    ) => Open(path, new ModelRequest(device, notice, foreign ?? new ForeignModelOptions(), variant, IsShort: null));

    /// <summary>Opens a package or a model of others.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">How.</param>
    /// <returns>The model.</returns>
    internal static InferenceModel Open(string path, ModelRequest request)
    {
        var model = Load(path, request);
        try
        {
            GoldenCheck.Run(model);
            if (model.Device == InferenceDevice.Cuda)
            {
                model.Memory = HostMemory.Pinned(model.Session, request.Notice);
            }
        }
        catch
        {
            model.Dispose();
            throw;
        }

        model.Package?.Dispose();

        // Reading, checking and parsing left several copies of the weights behind.
        NativeHeap.Trim();
        return model;
    }

    /// <summary>Runs the network on one window.</summary>
    /// <param name="height">Rows, a multiple of the network's stride.</param>
    /// <param name="width">Columns, a multiple of the network's stride.</param>
    /// <param name="pixels">Raw samples (bands, H, W), all finite.</param>
    /// <returns>The logits (classes, H, W).</returns>
    /// <exception cref="SegmentDataException">The graph fails, or gives logits of another size.</exception>
    public float[] Logits(int height, int width, float[] pixels) => Logits(height, width, pixels, RunDeadline.Golden);

    /// <summary>Runs the network on one window, for so long at most.</summary>
    /// <param name="height">Rows, a multiple of the network's stride.</param>
    /// <param name="width">Columns, a multiple of the network's stride.</param>
    /// <param name="pixels">Raw samples (bands, H, W), all finite.</param>
    /// <param name="limit">The time.</param>
    /// <returns>The logits (classes, H, W).</returns>
    internal float[] Logits(int height, int width, float[] pixels, TimeSpan limit)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [1, Definition.Bands.Count, height, width]);
        var logits = new float[Definition.Classes.Count * height * width];
        using var output = OrtValue.CreateTensorValueFromMemory(logits, [1, Definition.Classes.Count, height, width]);
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var deadline = new RunDeadline(options, limit);
        try
        {
            deadline.Start();
            Session.Run(options, [GraphNames.Image], [input], [GraphNames.Logits], [output]);
        }
        catch (OnnxRuntimeException e) when (deadline.IsOver)
        {
            throw new SegmentDataException(
                $"{Path}: the graph did not finish a window of {height} × {width} pixels within "
                    + $"{limit.TotalSeconds:0.###} s. No segmentation network takes so long; do not use this file.",
                e
            );
        }
        catch (OnnxRuntimeException e)
        {
            throw new SegmentDataException(
                $"{Path}: the {(Foreign is null ? "package" : "model")}'s graph fails on a window of {height} × {width} pixels: "
                    + $"{e.Message.TrimEnd('.')}. {Remedy}",
                e
            );
        }

        return logits;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Memory.Dispose();
        Session.Dispose();
        Package?.Dispose();
    }

    private string Remedy =>
        Foreign is null ? "Export the package again." : "It does not do what it declares; nothing here can run it.";

    private static InferenceModel Load(string path, ModelRequest request)
    {
        try
        {
            return ForeignModel.IsOne(path)
                ? LoadForeign(ForeignModel.Open(path, request.Foreign), request)
                : LoadPackage(path, request);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            throw new SegmentEnvironmentException(
                $"ONNX Runtime's native library cannot be loaded: {(e.InnerException ?? e).Message}",
                e
            );
        }
    }

    private static double BoundedMemory(string path, ReadOnlyMemory<byte> graph)
    {
        var bytes = GraphMemory.BytesPerPixel(graph);
        return bytes <= MostBytesPerPixel
            ? bytes
            : throw new SegmentDataException(
                $"{path}: the package's graph needs some {bytes / 1024:#,0} KiB of memory for each pixel; up to "
                    + $"{MostBytesPerPixel / 1024:0} KiB are allowed. No segmentation network needs so much; do not use this package."
            );
    }

    private static InferenceModel LoadPackage(string path, ModelRequest request)
    {
        if (!request.Foreign.IsEmpty)
        {
            throw new SegmentDataException(
                $"'{path}' is a package, which says itself how it is run: class names, bands, center, scale, resolution and "
                    + "output are options for ONNX models of others."
            );
        }

        var package = ModelPackage.Open(path);
        try
        {
            var isInt8 = request.Variant == ModelVariant.Int8;
            var graph = isInt8 ? Int8(package).Graph : package.Graph;
            var size = ((long)graph.Length, BoundedMemory(package.Path, graph));
            var there = isInt8 ? request with { Device = InferenceDevice.Cpu } : request;
            var opened = OnnxSessions.Open(package.Path, graph, there, Shorten(package.Definition));
            return new InferenceModel(package.Definition, package.Path, package.Sha256, size, opened)
            {
                Variant = request.Variant,
                Package = package,
            };
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    private static Int8Variant Int8(ModelPackage package) =>
        package.Int8
        ?? throw new SegmentDataException(
            $"The package {package.Path} holds float32 alone, no int8. Leave --variant out, or make the variant with the chips that the "
                + $"package was trained on: segment quantize {package.Path} --chips DIR"
        );

    private static InferenceModel LoadForeign(ForeignModel foreign, ModelRequest request)
    {
        if (request.Variant != ModelVariant.Float32)
        {
            throw new SegmentDataException(
                $"'{foreign.Path}' is an ONNX model of others, which has one form only. Leave --variant out."
            );
        }

        var opened = OnnxSessions.Open(foreign.Path, foreign.Graph, request, Shorten(foreign.Definition));
        foreach (var sentence in foreign.Notices)
        {
            request.Notice?.Invoke(sentence);
        }

        var size = ((long)foreign.Graph.Length, GraphMemory.BytesPerPixel(foreign.Graph));
        var colors = ConventionalColors.For([.. foreign.Definition.Classes.Select(c => c.Name)]);
        var definition = foreign.Definition with
        {
            Classes = [.. foreign.Definition.Classes.Zip(colors, (c, color) => c with { Color = color })],
        };
        return new InferenceModel(definition, foreign.Path, foreign.Sha256, size, opened)
        {
            Foreign = foreign with { Graph = [] },
        };
    }

    private static Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Shorten(ModelDefinition definition) =>
        graph => ShortAnswers.Add(graph, definition.Classes.Count, definition.Temperature);
}
