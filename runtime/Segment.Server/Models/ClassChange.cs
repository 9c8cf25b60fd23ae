namespace Segment.Server.Models;

/// <summary>How a class's pixels change on the canary's map.</summary>
/// <param name="Value">The class value.</param>
/// <param name="Name">The class's name.</param>
/// <param name="Before">Pixels of the class with the package that serves.</param>
/// <param name="After">Pixels of the class with the new package.</param>
/// <param name="Kept">Pixels that have the class with both.</param>
public sealed record ClassChange(int Value, string Name, long Before, long After, long Kept);
