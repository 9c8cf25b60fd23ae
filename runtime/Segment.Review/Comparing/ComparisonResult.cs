namespace Segment.Review.Comparing;

/// <summary>What a comparison has written.</summary>
/// <param name="Page">The page.</param>
/// <param name="Tiles">The folder with the parts of large rasters, which the page needs beside it; null where the page holds everything.</param>
/// <param name="Data">What the page shows.</param>
public sealed record ComparisonResult(string Page, string? Tiles, ComparisonData Data);
