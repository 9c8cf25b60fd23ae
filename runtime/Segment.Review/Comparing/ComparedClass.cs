namespace Segment.Review.Comparing;

/// <summary>A class of a comparison.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value in the first map that has it.</param>
/// <param name="Color">Its colour, as CSS writes it.</param>
public sealed record ComparedClass(string Name, int Value, string Color);
