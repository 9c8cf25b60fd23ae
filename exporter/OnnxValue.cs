namespace Segment.Exporter;

/// <summary>A value of an ONNX graph, (N, <paramref name="Channels"/>, H, W).</summary>
/// <param name="Name">The name that nodes read it by.</param>
/// <param name="Channels">Its channels.</param>
public readonly record struct OnnxValue(string Name, int Channels);
