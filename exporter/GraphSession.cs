using Microsoft.ML.OnnxRuntime;
using Segment.Exporter.Quantization;
using Segment.PackageFormat;

namespace Segment.Exporter;

/// <summary>An exported graph in ONNX Runtime, on the CPU, for checks.</summary>
public sealed class GraphSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();

    /// <summary>Initializes a new instance of the <see cref="GraphSession"/> class.</summary>
    /// <param name="graph">A serialized ModelProto with input "image" and output "logits".</param>
    /// <param name="threads">Threads of a run; null takes all cores.</param>
    /// <exception cref="SegmentDataException">ONNX Runtime refuses the graph.</exception>
    public GraphSession(byte[] graph, int? threads = null)
    {
        try
        {
            using var options = Options(threads ?? Environment.ProcessorCount);
            session = new InferenceSession(graph, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new SegmentDataException(
                $"ONNX Runtime refuses the graph: {e.Message} Export the network again with this version.",
                e
            );
        }

        Bands = session.InputMetadata[NetworkExporter.InputName].Dimensions[1];
        Classes = session.OutputMetadata.TryGetValue(NetworkExporter.OutputName, out var logits)
            ? logits.Dimensions[1]
            : 0;
    }

    /// <summary>Gets the channels of the input.</summary>
    public int Bands { get; }

    /// <summary>Gets the channels of the output.</summary>
    public int Classes { get; }

    /// <summary>Computes the logits of images of one size.</summary>
    /// <param name="height">Rows; a multiple of the network's stride.</param>
    /// <param name="width">Columns; a multiple of the network's stride.</param>
    /// <param name="pixels">Raw pixel values, (images, bands, height, width).</param>
    /// <param name="images">How many images.</param>
    /// <returns>(images, classes, height, width).</returns>
    /// <exception cref="SegmentDataException">ONNX Runtime cannot run the graph at that size.</exception>
    public float[] Run(int height, int width, float[] pixels, int images = 1)
    {
        using var image = OrtValue.CreateTensorValueFromMemory(pixels, [images, Bands, height, width]);
        using var outputs = Run(image, [NetworkExporter.OutputName], height, width);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Computes an image and shows what the graph's tensors hold.</summary>
    /// <param name="image">The image.</param>
    /// <param name="outputs">The tensors, which the graph names as its outputs.</param>
    /// <param name="see">Told the position of each in <paramref name="outputs"/> and its values.</param>
    /// <exception cref="SegmentDataException">ONNX Runtime cannot run the graph at that size.</exception>
    internal void Watch(GraphImage image, IReadOnlyList<string> outputs, TensorWatch see)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(image.Pixels, [1, Bands, image.Height, image.Width]);
        using var values = Run(input, outputs, image.Height, image.Width);
        for (var i = 0; i < outputs.Count; i++)
        {
            see(i, values[i].GetTensorDataAsSpan<float>());
        }
    }

    /// <summary>Looks at a tensor.</summary>
    /// <param name="position">Which one.</param>
    /// <param name="values">Its values.</param>
    internal delegate void TensorWatch(int position, ReadOnlySpan<float> values);

    /// <inheritdoc/>
    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }

    private IDisposableReadOnlyCollection<OrtValue> Run(
        OrtValue image,
        IReadOnlyCollection<string> outputs,
        int height,
        int width
    )
    {
        try
        {
            return session.Run(runOptions, [NetworkExporter.InputName], [image], outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw new SegmentDataException(
                $"ONNX Runtime cannot run the graph on {height} × {width} pixels: {e.Message} "
                    + "Height and width must be multiples of the network's stride.",
                e
            );
        }
    }

    private static SessionOptions Options(int threads)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // Errors come as exceptions.
        };
        // A graph that declares a wrong shape is an error, not a warning.
        options.AddSessionConfigEntry("session.strict_shape_type_inference", "1");
        // Without VNNI, products of two bytes could run over 16 bits; this takes the slower kernels there.
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        return options;
    }
}
