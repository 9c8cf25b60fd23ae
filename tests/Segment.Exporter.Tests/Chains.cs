using Segment.Networks.Ops;

namespace Segment.Exporter.Tests;

/// <summary>Small graphs, one for each operation, of two bands in and three channels out.</summary>
internal static class Chains
{
    private static readonly Scope Root = new(string.Empty);

    /// <summary>Gets every graph's name.</summary>
    public static IEnumerable<string> Names =>
        [
            .. Enum.GetNames<Activation>(),
            "dilated",
            "grouped",
            "patches",
            "norm alone",
            "norm of what was read",
            "layer norm",
            "scale",
            "pool of 2",
            "average pool",
            "cells of 1",
            "cells of 3",
            "cells of 6",
            "product",
            "bilinear",
        ];

    /// <summary>Builds a graph.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">The image, two bands.</param>
    /// <returns>Three channels of the image's size.</returns>
    public static T Apply<T>(string name, IOps<T> ops, T x)
    {
        var y = ops.Conv(x, Root["first"], 4, 3, bias: true);
        y = Enum.TryParse<Activation>(name, out var function) ? ops.Activate(y, function) : Middle(name, ops, y, x);
        return ops.Conv(y, Root["last"], 3, 1, bias: true);
    }

    private static T Middle<T>(string name, IOps<T> ops, T y, T image) =>
        name switch
        {
            "dilated" => ops.Conv(y, Root["a"], 4, 3, dilation: 2),
            "grouped" => ops.BatchNorm(ops.Conv(y, Root["a"], 8, 3, groups: 4), Root["n"], 1e-3f),
            "patches" => ops.UpsampleTo(ops.Patches(y, Root["a"], 4, 4), image, 4),
            "norm alone" => ops.BatchNorm(ops.Concat(y, image), Root["n"]),
            "norm of what was read" => ops.Add(ops.Activate(y, Activation.Relu), ops.BatchNorm(y, Root["n"])),
            "layer norm" => ops.LayerNorm(y, Root["n"]),
            "scale" => ops.ScaleChannels(y, Root["s"]),
            "pool of 2" => ops.UpsampleTo(ops.MaxPool(y, 2), image, 2),
            "average pool" => ops.UpsampleTo(ops.AveragePool(y), image, 2),
            "cells of 1" => ops.StretchTo(ops.PoolTo(y, 1), image),
            "cells of 3" => ops.StretchTo(ops.PoolTo(y, 3), image),
            "cells of 6" => ops.StretchTo(ops.PoolTo(y, 6), image),
            "product" => ops.Multiply(ops.Multiply(y, ops.PoolTo(y, 1)), y),
            "bilinear" => ops.UpsampleTo(ops.Conv(y, Root["a"], 4, 3, stride: 4), image, 4, Upsampling.Bilinear),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such graph."),
        };
}
