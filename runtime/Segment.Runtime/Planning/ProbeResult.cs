namespace Segment.Runtime.Planning;

/// <summary>What was measured on this machine before the work.</summary>
/// <param name="TileSeconds">Time of one tile in a lane while all lanes are at work.</param>
/// <param name="FirstTileSeconds">How much longer a lane's first tile takes, as its memory is new.</param>
/// <param name="ReadSeconds">Time to read one tile.</param>
/// <param name="DataShare">Share of the tiles that hold data, 0–1.</param>
internal sealed record ProbeResult(double TileSeconds, double FirstTileSeconds, double ReadSeconds, double DataShare);
