using Microsoft.ML.OnnxRuntime;
using Segment.PackageFormat;

namespace Segment.Exporter;

/// <summary>An exported graph in ONNX Runtime, on the CPU, for checks.</summary>
internal sealed class GraphSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();

    /// <summary>Initializes a new instance of the <see cref="GraphSession"/> class.</summary>
    /// <param name="graph">A serialized ModelProto with input "image" and output "logits".</param>
    /// <exception cref="SegmentDataException">ONNX Runtime refuses the graph.</exception>
    public GraphSession(byte[] graph)
    {
        try
        {
            using var options = Options();
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
        Classes = session.OutputMetadata[NetworkExporter.OutputName].Dimensions[1];
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
        try
        {
            using var outputs = session.Run(
                runOptions,
                [NetworkExporter.InputName],
                [image],
                [NetworkExporter.OutputName]
            );
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
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

    /// <inheritdoc/>
    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }

    private static SessionOptions Options()
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = Environment.ProcessorCount,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // Errors come as exceptions.
        };
        // A graph that declares a wrong shape is an error, not a warning.
        options.AddSessionConfigEntry("session.strict_shape_type_inference", "1");
        return options;
    }
}
