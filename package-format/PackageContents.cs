namespace Segment.PackageFormat;

/// <summary>What goes into a package.</summary>
public sealed record PackageContents
{
    /// <summary>Gets the definition.</summary>
    public required ModelDefinition Definition { get; init; }

    /// <summary>Gets the ONNX graph, as <see cref="GraphCheck"/> wants it.</summary>
    public required byte[] Graph { get; init; }

    /// <summary>Gets the validation metrics.</summary>
    public required TrainingMetrics Metrics { get; init; }

    /// <summary>Gets the epochs.</summary>
    public required TrainingHistory History { get; init; }

    /// <summary>Gets the golden window.</summary>
    public required GoldenWindow Golden { get; init; }

    /// <summary>Gets the variant in 8-bit integers; null where there is none.</summary>
    public Int8Variant? Int8 { get; init; }

    /// <summary>Gets what people want to see beside the scores; null where there is nothing.</summary>
    public ModelReview? Review { get; init; }

    /// <summary>Gets the report <c>model_metrics.html</c>; null where there is none.</summary>
    public string? ReportHtml { get; init; }

    /// <summary>Gets further files by entry name; none where not given.</summary>
    public IReadOnlyDictionary<string, byte[]> ExtraFiles { get; init; } = new Dictionary<string, byte[]>();
}
