namespace Segment.Networks.Ops;

/// <summary>A value that flows through <see cref="DilatedOps{T}"/>.</summary>
/// <typeparam name="T">The inner interpreter's value.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Stride">Input pixels per pixel of the value.</param>
/// <param name="Dilation">How many times farther apart the taps of a convolution that reads it are: the strides left out so far.</param>
public readonly record struct Dilated<T>(T Value, int Stride, int Dilation);
