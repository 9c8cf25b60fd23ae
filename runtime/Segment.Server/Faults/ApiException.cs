namespace Segment.Server.Faults;

/// <summary>A request that cannot be answered, as the client is told (RFC 9457).</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="title">What is wrong, the same for all requests of this kind.</param>
/// <param name="detail">What is wrong here, with the value, what is allowed and what to do.</param>
/// <param name="type">A URI for the kind; <c>about:blank</c> stands for the status alone.</param>
internal sealed class ApiException(int status, string title, string detail, string type = "about:blank")
    : Exception(detail)
{
    /// <summary>Gets the HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Gets what is wrong, the same for all requests of this kind.</summary>
    public string Title { get; } = title;

    /// <summary>Gets a URI for the kind.</summary>
    public string Type { get; } = type;

    /// <summary>Gets after how many seconds the client may try again; null where that would not help.</summary>
    public int? RetryAfter { get; init; }
}
