using Segment.PackageFormat;

namespace Segment.Runtime.Models;

/// <summary>How a model shall be opened.</summary>
/// <param name="Device">Where the network shall run.</param>
/// <param name="Notice">Told why <see cref="InferenceDevice.Auto"/> took the CPU.</param>
/// <param name="Foreign">What the user says about a model of others.</param>
/// <param name="Variant">The form of the network.</param>
/// <param name="IsShort">Whether the graph itself makes classes of logits; null: on CUDA alone.</param>
internal sealed record ModelRequest(
    InferenceDevice Device,
    Action<string>? Notice,
    ForeignModelOptions Foreign,
    ModelVariant Variant,
    bool? IsShort
)
{
    /// <summary>Reads what a classification asks for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <returns>The request.</returns>
    public static ModelRequest Of(ClassifyOptions options, Action<string>? notice) =>
        new(options.Device, notice, options.Foreign, options.Variant, options.ShortAnswers);
}
