namespace Segment.Review.Comparing;

/// <summary>The scene of a comparison.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Bands">The bands that the page carries.</param>
/// <param name="Shown">The bands shown in red, green and blue at first: positions in <paramref name="Bands"/>.</param>
public sealed record ComparedScene(string Title, IReadOnlyList<ComparedBand> Bands, IReadOnlyList<int> Shown);
