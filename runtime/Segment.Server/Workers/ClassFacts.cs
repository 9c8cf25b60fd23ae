namespace Segment.Server.Workers;

/// <summary>How much of a map is of one class.</summary>
/// <param name="Value">The class value.</param>
/// <param name="Name">The class's name.</param>
/// <param name="Color">Its colour, <c>#rrggbb</c>.</param>
/// <param name="Pixels">Its pixels.</param>
/// <param name="SquareMetres">Its area on the ground; null where the map has no place.</param>
internal sealed record ClassFacts(int Value, string Name, string Color, long Pixels, double? SquareMetres);
