using System.Numerics.Tensors;
using Segment.PackageFormat;

namespace Segment.Runtime.Models;

/// <summary>Proves a loaded graph on numbers before it is used.</summary>
internal static class GoldenCheck
{
    /// <summary>Runs a package's golden window; of a model of others, one tile, as what a graph says about its output may not
    /// be true.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="SegmentDataException">The graph fails, or gives other logits than when the package was made.</exception>
    public static void Run(InferenceModel model)
    {
        if (model.Package is { } package)
        {
            Compare(model, package.Golden, package.Int8);
            return;
        }

        var side = model.Foreign!.TileSize;
        var center = model.Definition.Normalization.Center;
        var pixels = new float[model.Definition.Bands.Count * side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)center[i / (side * side)];
        }

        _ = model.Logits(side, side, pixels);
    }

    private static void Compare(InferenceModel model, GoldenWindow golden, Int8Variant? int8)
    {
        var (recorded, tolerance, remedy) =
            model.Variant == ModelVariant.Int8
                ? (int8!.Logits, InferenceModel.Int8GoldenTolerance, "Quantise the package again.")
                : (golden.Logits, InferenceModel.GoldenTolerance, "Export the package again.");
        var logits = model.Logits(golden.Height, golden.Width, golden.Pixels);
        var size = Math.Max(TensorPrimitives.Norm<float>(recorded), float.Epsilon);
        var difference = TensorPrimitives.Distance<float>(logits, recorded) / size;
        if (!(difference <= tolerance))
        {
            throw new SegmentDataException(
                $"{model.Path}: the package's graph gives other logits than when it was made: they differ by "
                    + $"{difference:0.0e+0} relative, at most {tolerance:0.0e+0} is allowed. {remedy}"
            );
        }
    }
}
