using System.Text.Json.Serialization;

namespace Segment.Runtime.Store;

/// <summary>
/// What a map that is being made will be: everything that its bytes depend on. Written once, when the work begins; a run
/// that goes on with the work, and each shard of it, must agree with it.
/// </summary>
public sealed record StorePlan
{
    /// <summary>Gets the version of the layout.</summary>
    [JsonRequired]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>
    /// Gets what was asked for, by name: the package, the scene's files, each option that changes a byte of the map. The
    /// names and values are texts for the user.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary>Gets what the finished files say beside the pixels.</summary>
    public required MapDescription Map { get; init; }

    /// <summary>Gets the map's rows.</summary>
    public int Height => Map.Grid.Height;

    /// <summary>Gets the map's columns.</summary>
    public int Width => Map.Grid.Width;

    /// <summary>Gets the rows of a row of tiles: the work is cut there, and nowhere else.</summary>
    public required int BandRows { get; init; }

    /// <summary>Gets the columns of a tile without its padding.</summary>
    public required int CoreWidth { get; init; }

    /// <summary>Gets the border of a tile that is thrown away, in pixels.</summary>
    public required int Padding { get; init; }

    /// <summary>Gets the names of the layers (<see cref="Raster.Maps.MapLayer.Name"/>); class indices come first.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>Gets into how many shards the work is cut, 1 for a single run.</summary>
    public required int Shards { get; init; }

    /// <summary>Gets the rows of tiles.</summary>
    public int Bands => (int)(((long)Height + BandRows - 1) / BandRows);

    /// <summary>Gets the rows of a shard.</summary>
    /// <param name="shard">Its number, from 0.</param>
    /// <returns>The first row, and the row after the last; the same where there are more shards than rows of tiles.</returns>
    public (int FirstRow, int EndRow) Rows(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, Shards);
        return (Row(shard), Row(shard + 1));

        int Row(int s) => (int)Math.Min(Height, (long)Bands * s / Shards * BandRows);
    }

    /// <summary>Lists what another plan has otherwise.</summary>
    /// <param name="key">What is asked for now.</param>
    /// <returns>One text for each difference, such as <c>--padding (was auto, is 64)</c>.</returns>
    public IEnumerable<string> Differences(IReadOnlyDictionary<string, string> key) =>
        from name in Key.Keys.Union(key.Keys, StringComparer.Ordinal)
        let was = Key.GetValueOrDefault(name, "not given")
        let now = key.GetValueOrDefault(name, "not given")
        where was != now
        select $"{name} (was {was}, is {now})";

    /// <summary>Finds what makes the plan unusable.</summary>
    /// <returns>One sentence for each problem; empty where there is none.</returns>
    internal IEnumerable<string> Problems()
    {
        if (Height < 1 || Width < 1 || BandRows < 1 || CoreWidth < 1 || Padding < 0 || Shards < 1)
        {
            yield return "A size is out of range.";
        }

        if (
            Layers.Count == 0
            || Layers.Any(name => !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        )
        {
            yield return "The layers are not usable.";
        }
    }
}
