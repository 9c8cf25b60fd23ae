namespace Segment.Server.Models.Orders;

/// <summary>What a server says to an order.</summary>
/// <param name="Done">Whether it was done.</param>
/// <param name="Words">What was done, or why not, as sentences.</param>
public sealed record OrderAnswer(bool Done, string Words);
