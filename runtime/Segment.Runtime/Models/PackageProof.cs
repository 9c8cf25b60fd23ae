using Segment.PackageFormat;

namespace Segment.Runtime.Models;

/// <summary>Proves a package whole: sizes, names, checksums, definition, graphs, and the golden window in every form of the
/// network that it holds.</summary>
public static class PackageProof
{
    /// <summary>Proves a package on the CPU.</summary>
    /// <param name="path">The package, or an ONNX model of others.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <returns>The definition, and the forms that were run.</returns>
    /// <exception cref="SegmentDataException">It is not sound.</exception>
    /// <exception cref="SegmentEnvironmentException">ONNX Runtime's native library is missing.</exception>
    public static (ModelDefinition Definition, IReadOnlyList<ModelVariant> Variants) Run(
        string path,
        Action<string>? notice = null
    )
    {
        ModelDefinition definition;
        IReadOnlyList<ModelVariant> variants;
        using (var model = InferenceModel.Open(path, InferenceDevice.Cpu, notice))
        {
            definition = model.Definition;
            variants = model.Package?.Variants ?? [];
        }

        foreach (var variant in variants.Where(variant => variant != ModelVariant.Float32))
        {
            InferenceModel.Open(path, InferenceDevice.Cpu, notice, variant: variant).Dispose();
        }

        return (definition, variants);
    }
}
