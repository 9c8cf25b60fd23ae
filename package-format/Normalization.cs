namespace Segment.PackageFormat;

/// <summary>
/// How raw samples become the network's input: <c>(x − Center[b]) / Scale[b]</c> for each band b. It is part of the
/// exported graph; a host fills samples without data with <see cref="Center"/>, which the graph turns into 0.
/// </summary>
/// <param name="Center">One value a band, in the source's units.</param>
/// <param name="Scale">One value a band, in the source's units; greater than 0.</param>
public sealed record Normalization(IReadOnlyList<double> Center, IReadOnlyList<double> Scale);
