namespace Segment.Runtime.Store;

/// <summary>Tells that a shard's rows are all there, and that the scene was the same from the first to the last. Written
/// last, as <c>shard.json</c>.</summary>
/// <param name="SchemaVersion">The version of the layout.</param>
/// <param name="PlanSha256">The plan's checksum.</param>
/// <param name="FirstRow">The first row.</param>
/// <param name="EndRow">The row after the last.</param>
/// <param name="JournalSha256">The checksum of the journal, which holds those of the rows.</param>
internal sealed record ShardSeal(int SchemaVersion, string PlanSha256, int FirstRow, int EndRow, string JournalSha256);
