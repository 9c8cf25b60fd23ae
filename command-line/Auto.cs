namespace Segment.CommandLine;

/// <summary>The value of an option that may be <c>auto</c>, which it is by default.</summary>
/// <typeparam name="T">What is given in place of <c>auto</c>.</typeparam>
/// <param name="Value">What was given; null for <c>auto</c>.</param>
public readonly record struct Auto<T>(T? Value)
    where T : struct
{
    /// <summary>Gets what was given.</summary>
    /// <param name="auto">The option's value.</param>
    public static implicit operator T?(Auto<T> auto) => auto.Value;
}
