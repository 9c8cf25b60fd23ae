namespace Segment.Review.Comparing;

/// <summary>How the tiles of a comparison are stored: compressed (zlib), one byte a pixel, row by row. Bands of the scene hold
/// the difference to the pixel on the left.</summary>
/// <param name="Size">Rows and columns of a tile, in pixels; those at the right and the lower edge are smaller.</param>
/// <param name="Levels">How many levels there are; each has half the rows and columns of the one before, level 0 is the map's own.</param>
/// <param name="EmbeddedFrom">The first level that lies in the page itself; finer ones lie in <paramref name="Folder"/>.</param>
/// <param name="Folder">The folder beside the page, relative to it.</param>
public sealed record TileLayout(int Size, int Levels, int EmbeddedFrom, string Folder);
