using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Segment.PackageFormat;
using Segment.Raster.Interop;

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

    private InferenceModel(ModelPackage package, InferenceSession session, InferenceDevice device)
    {
        Package = package;
        Session = session;
        Device = device;
        GraphBytes = package.Graph.Length;
        BytesPerPixel = GraphMemory.BytesPerPixel(package.Graph);
    }

    /// <summary>Gets the package; its graph is let go as soon as it is loaded.</summary>
    public ModelPackage Package { get; }

    /// <summary>Gets the package's definition.</summary>
    public ModelDefinition Definition => Package.Definition;

    /// <summary>Gets where the network runs: <see cref="InferenceDevice.Cpu"/> or <see cref="InferenceDevice.Cuda"/>.</summary>
    public InferenceDevice Device { get; }

    /// <summary>Gets the size of the graph with its weights, in bytes.</summary>
    internal long GraphBytes { get; }

    /// <summary>Gets what a run needs of working memory for each pixel of a tile, in bytes; an estimate.</summary>
    internal double BytesPerPixel { get; }

    /// <summary>Gets the session that all lanes share.</summary>
    internal InferenceSession Session { get; }

    /// <summary>Opens a package, loads its graph and runs its golden window.</summary>
    /// <param name="path">The <c>.dlpk</c> file.</param>
    /// <param name="device">Where the network shall run.</param>
    /// <param name="notice">Told why <see cref="InferenceDevice.Auto"/> took the CPU.</param>
    /// <returns>The model.</returns>
    /// <exception cref="SegmentDataException">The package is not sound, ONNX Runtime refuses its graph, or the graph
    /// gives other logits than when the package was made.</exception>
    /// <exception cref="SegmentEnvironmentException">The device is not there, or ONNX Runtime's native library is
    /// missing.</exception>
    public static InferenceModel Open(
        string path,
        InferenceDevice device = InferenceDevice.Auto,
        Action<string>? notice = null
    )
    {
        var package = ModelPackage.Open(path);
        InferenceModel? model = null;
        try
        {
            var (session, runsOn) = OnnxSessions.Open(package, device, notice);
            model = new InferenceModel(package, session, runsOn);
            model.CheckGolden();
            package.Dispose();

            // Reading, checking and parsing left several copies of the weights behind.
            NativeHeap.Trim();
            return model;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            package.Dispose();
            throw new SegmentEnvironmentException(
                $"ONNX Runtime's native library cannot be loaded: {(e.InnerException ?? e).Message}",
                e
            );
        }
        catch
        {
            model?.Session.Dispose();
            package.Dispose();
            throw;
        }
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
                $"{Package.Path}: the package's graph did not finish a window of {height} × {width} pixels within "
                    + $"{limit.TotalSeconds:0.###} s. No segmentation network takes so long; do not use this package.",
                e
            );
        }
        catch (OnnxRuntimeException e)
        {
            throw new SegmentDataException(
                $"{Package.Path}: the package's graph fails on a window of {height} × {width} pixels: "
                    + $"{e.Message.TrimEnd('.')}. Export the package again.",
                e
            );
        }

        return logits;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Dispose();
        Package.Dispose();
    }

    private void CheckGolden()
    {
        var golden = Package.Golden;
        var logits = Logits(golden.Height, golden.Width, golden.Pixels);
        var size = Math.Max(TensorPrimitives.Norm<float>(golden.Logits), float.Epsilon);
        var difference = TensorPrimitives.Distance<float>(logits, golden.Logits) / size;
        if (!(difference <= GoldenTolerance))
        {
            throw new SegmentDataException(
                $"{Package.Path}: the package's graph gives other logits than when it was made: they differ by "
                    + $"{difference:0.0e+0} relative, at most {GoldenTolerance:0.0e+0} is allowed. Export the package again."
            );
        }
    }
}
