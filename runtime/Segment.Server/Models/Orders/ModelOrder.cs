namespace Segment.Server.Models.Orders;

/// <summary>A word to the server about a model.</summary>
/// <param name="Kind">What shall be done.</param>
/// <param name="Name">The model.</param>
/// <param name="Sha256">The package, or the first digits of its SHA-256; for <see cref="ModelOrderKind.Pin"/> alone.</param>
public sealed record ModelOrder(ModelOrderKind Kind, string Name, string? Sha256 = null);
