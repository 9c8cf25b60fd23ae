namespace Segment.Server.Processes;

/// <summary>An output of the process <c>classify</c>.</summary>
/// <param name="Id">Its name in requests and results.</param>
/// <param name="File">The file's name in the job's folder; null where it is no file.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Title">A name for people.</param>
/// <param name="Description">What it holds.</param>
internal sealed record OutputKind(string Id, string? File, string MediaType, string Title, string Description);
