namespace Segment.Networks.Encoders;

/// <summary>timm's names of the layers that MobileNets and EfficientNets are made of.</summary>
/// <remarks>
/// From <see href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/_efficientnet_blocks.py"/>:
/// <c>DepthwiseSeparableConv</c> where a block does not expand, else <c>InvertedResidual</c>.
/// </remarks>
internal static class InvertedResidualNames
{
    /// <summary>Gets the names of a convolution and its batch norm.</summary>
    /// <param name="convolution">timm's name of the convolution.</param>
    /// <param name="norm">timm's name of the norm.</param>
    /// <param name="ours">The encoder's name of both.</param>
    /// <returns>The pairs.</returns>
    public static IEnumerable<(string Theirs, string Ours)> Layer(string convolution, string norm, string ours) =>
        [(convolution, $"{ours}.0"), (norm, $"{ours}.1")];

    /// <summary>Gets the names of the layers of a block.</summary>
    /// <param name="theirs">timm's name of the block.</param>
    /// <param name="ours">The encoder's name of the block.</param>
    /// <param name="expands">Whether it begins with a 1×1 convolution that widens it.</param>
    /// <param name="squeezes">Whether it weighs its channels.</param>
    /// <param name="flat">Whether the last convolution and its norm are numbered with the parts of the block.</param>
    /// <returns>The pairs.</returns>
    public static IEnumerable<(string Theirs, string Ours)> Block(
        string theirs,
        string ours,
        bool expands,
        bool squeezes,
        bool flat = false
    )
    {
        var part = 0;
        List<(string, string)> names = [];
        if (expands)
        {
            names.AddRange(Layer($"{theirs}.conv_pw", $"{theirs}.bn1", $"{ours}.{part++}"));
        }

        names.AddRange(Layer($"{theirs}.conv_dw", $"{theirs}.bn{(expands ? 2 : 1)}", $"{ours}.{part++}"));
        if (squeezes)
        {
            names.Add(($"{theirs}.se.conv_reduce", $"{ours}.{part}.fc1"));
            names.Add(($"{theirs}.se.conv_expand", $"{ours}.{part++}.fc2"));
        }

        var (last, norm) = expands ? ($"{theirs}.conv_pwl", $"{theirs}.bn3") : ($"{theirs}.conv_pw", $"{theirs}.bn2");
        names.AddRange(
            flat ? [(last, $"{ours}.{part}"), (norm, $"{ours}.{part + 1}")] : Layer(last, norm, $"{ours}.{part}")
        );
        return names;
    }
}
