using Segment.PackageFormat;

namespace Segment.Trainer.Quantization;

/// <summary>What a quantisation left behind.</summary>
/// <param name="Package">The package's full path.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Metrics">What the variant costs on the validation pixels.</param>
/// <param name="Rate">How many times as many pixels a second the variant computes here; no part of the package.</param>
public sealed record QuantizeResult(string Package, ModelDefinition Definition, Int8Metrics Metrics, double Rate);
