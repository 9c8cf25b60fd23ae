using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Segment.PackageFormat;

namespace Segment.Runtime.Models;

/// <summary>Opens ONNX Runtime sessions on a graph in memory.</summary>
internal static class OnnxSessions
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>What ONNX Runtime says where a node would stay on the CPU.</summary>
    private const string FallbackSign = "fallback to CPU EP has been explicitly disabled";

    /// <summary>Opens a session on the device asked for.</summary>
    /// <param name="path">The file that the graph comes from, for messages.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="request">Which device, <see cref="InferenceDevice.Auto"/> takes CUDA where it works; and whether the graph is
    /// to be shortened, null: on CUDA, where what comes back takes longer than it is computed. On a CPU one pass of our own over
    /// the logits is faster.</param>
    /// <param name="shorten">Adds the outputs of <see cref="ShortAnswers"/> to the graph.</param>
    /// <returns>The session, and the device it runs on.</returns>
    public static (InferenceSession Session, InferenceDevice Device) Open(
        string path,
        ReadOnlyMemory<byte> graph,
        ModelRequest request,
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> shorten
    )
    {
        var (device, isShort) = (request.Device, request.IsShort);
        if (device != InferenceDevice.Cpu)
        {
            var (session, problem) = TryCuda(isShort ?? true ? shorten(graph) : graph, request.Notice);
            if (session is not null)
            {
                return (session, InferenceDevice.Cuda);
            }

            if (device == InferenceDevice.Cuda)
            {
                throw new SegmentEnvironmentException(
                    $"The device cuda was asked for, but {problem}. Use the device cpu or auto, or mend the cause."
                );
            }

            request.Notice?.Invoke($"The network runs on the CPU, because {problem}.");
        }

        return (Cpu(path, isShort ?? false ? shorten(graph) : graph), InferenceDevice.Cpu);
    }

    private static InferenceSession Cpu(string path, ReadOnlyMemory<byte> graph)
    {
        try
        {
            using var options = Options();

            // One single-threaded caller a core on one session outruns one multi-threaded call, and stays steady where
            // another process takes a core.
            options.IntraOpNumThreads = 1;
            options.InterOpNumThreads = 1;
            return new InferenceSession(Bytes(graph), options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new SegmentDataException(
                $"{path}: ONNX Runtime {OrtEnv.Instance().GetVersionString()} cannot load the {(ForeignModel.IsOne(path) ? "model" : "package")}'s graph: "
                    + $"{e.Message.TrimEnd('.')}. {(ForeignModel.IsOne(path) ? "Nothing here can run it." : "Export the package again.")}",
                e
            );
        }
    }

    private static (InferenceSession? Session, string Problem) TryCuda(
        ReadOnlyMemory<byte> graph,
        Action<string>? notice
    )
    {
        var providers = OrtEnv.Instance().GetAvailableProviders();
        if (!providers.Contains(CudaProvider, StringComparer.Ordinal))
        {
            return (
                null,
                "this build has ONNX Runtime without CUDA: libonnxruntime_providers_cuda.so is not there (building with -p:Accelerator=cuda takes the one with it)"
            );
        }

        try
        {
            var session = Cuda(graph, notice);
            if (IsOnDevice(session))
            {
                return (session, "");
            }

            session.Dispose();
            return (null, "ONNX Runtime puts the network on the CPU all the same");
        }
        catch (OnnxRuntimeException e)
        {
            return (null, $"ONNX Runtime cannot start it: {e.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Opens a session on CUDA: all of the graph there, or all that has kernels there.</summary>
    private static InferenceSession Cuda(ReadOnlyMemory<byte> graph, Action<string>? notice)
    {
        using var options = CudaOptions();

        // Nodes that stay behind on the CPU would be slow without a word.
        options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        try
        {
            return new InferenceSession(Bytes(graph), options);
        }
        catch (OnnxRuntimeException e) when (e.Message.Contains(FallbackSign, StringComparison.OrdinalIgnoreCase))
        {
            // ONNX Runtime itself prefers the CPU for sums of a few sides, as where a map is resized to another's size.
            using var shared = CudaOptions();
            notice?.Invoke("Some nodes of the network's graph run on the CPU, the rest on CUDA.");
            return new InferenceSession(Bytes(graph), shared);
        }
    }

    private static SessionOptions CudaOptions()
    {
        var options = Options();
        using var cuda = new OrtCUDAProviderOptions();

        // TF32 would round to 10 bits of mantissa and fail the golden window; every job has one shape, so a
        // heuristic search with a large workspace settles at once.
        cuda.UpdateOptions(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["device_id"] = "0",
                ["use_tf32"] = "0",
                ["cudnn_conv_algo_search"] = "HEURISTIC",
                ["cudnn_conv_use_max_workspace"] = "1",
                ["arena_extend_strategy"] = "kSameAsRequested",
            }
        );
        options.AppendExecutionProvider_CUDA(cuda);
        return options;
    }

    /// <summary>Asks a session, which knows where its nodes were put, whether its inputs go to a GPU.</summary>
    /// <param name="session">The session.</param>
    /// <returns>Whether they do.</returns>
    internal static bool IsOnDevice(InferenceSession session)
    {
        using var places = session.GetMemoryInfosForInputs();
        return places.All(place => place.GetDeviceType() == OrtMemoryInfoDeviceType.GPU);
    }

    /// <summary>ONNX Runtime takes a whole array; the package holds one, which need not be copied.</summary>
    private static byte[] Bytes(ReadOnlyMemory<byte> graph) =>
        MemoryMarshal.TryGetArray(graph, out var segment) && segment.Array?.Length == graph.Length
            ? segment.Array
            : graph.ToArray();

    private static SessionOptions Options()
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,

            // A memory pattern is laid down beside what the first run has taken: a third more memory, and no faster.
            EnableMemoryPattern = false,
        };

        // Without it a graph whose declared shapes are wrong loads with a warning.
        options.AddSessionConfigEntry("session.strict_shape_type_inference", "1");

        // On CPUs without VNNI the products of two bytes could run over 16 bits; this takes slower kernels there.
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        return options;
    }
}
