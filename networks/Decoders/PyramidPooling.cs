using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>Adds to a map its means over cells of several sizes, each cell a share of the whole tile.</summary>
/// <remarks>
/// Zhao et al., <see href="https://arxiv.org/abs/1612.01105">Pyramid scene parsing network</see>, section 3.2. Parameter names
/// follow segmentation_models.pytorch. The single cell of size 1 has no batch norm, as there.
/// </remarks>
internal static class PyramidPooling
{
    /// <summary>The paper's cells along each side.</summary>
    public static readonly IReadOnlyList<int> DefaultSizes = [1, 2, 3, 6];

    /// <summary>Applies the pooling.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="w">Its parameters.</param>
    /// <param name="x">Input, (N, C, H, W).</param>
    /// <param name="sizes">Cells along each side, one number for each level.</param>
    /// <returns>(N, C + sizes.Count · (C / sizes.Count), H, W).</returns>
    public static T Apply<T>(IOps<T> ops, Scope w, T x, IReadOnlyList<int> sizes)
    {
        var channels = Math.Max(1, ops.Channels(x) / sizes.Count);
        var y = x;
        for (var i = 0; i < sizes.Count; i++)
        {
            var at = w["blocks"][i]["pool"][1];
            var cells = ops.PoolTo(x, sizes[i]);
            cells =
                sizes[i] == 1
                    ? ops.Relu(ops.Conv(cells, at[0], channels, 1, bias: true))
                    : ops.ConvNorm(at, cells, channels, 1);
            y = ops.Concat(y, ops.StretchTo(cells, x));
        }

        return y;
    }
}
