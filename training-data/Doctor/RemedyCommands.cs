namespace Segment.TrainingData.Doctor;

/// <summary>Builds the commands that remedies name, with the paths that the user gave, fit to be pasted into a shell.</summary>
/// <param name="options">What is looked at; a path that is not known becomes a word in capitals.</param>
public sealed class RemedyCommands(DoctorOptions options)
{
    /// <summary>Gets the scene.</summary>
    public string Scene => options.Scenes is [var first, ..] ? Quote(first) : "SCENE.tif";

    /// <summary>Gets all scenes, as <c>--scene</c> takes them.</summary>
    public string Scenes => options.Scenes.Count > 0 ? string.Join(' ', options.Scenes.Select(Quote)) : Scene;

    /// <summary>Gets the labels.</summary>
    public string Labels => options.Labels is { } path ? Quote(path) : "LABELS.gpkg";

    /// <summary>Gets the package.</summary>
    public string Model => options.Model is { } path ? Quote(path) : "MODEL";

    /// <summary>Gets the chips folder that is looked at, or that will be.</summary>
    public string ChipsFolder => (options.Chips ?? options.ChipsToWrite) is { } path ? Quote(path) : "chips";

    /// <summary>Gets the chips folder to write; never the one that is looked at, which may be somebody's only copy.</summary>
    private string NewChips =>
        options.ChipsToWrite is { } path ? Quote(path)
        : options.Chips is null ? "chips"
        : "new_chips";

    /// <summary>Writes a path as a shell reads it.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The path, in single quotes where it holds a character that a shell would take.</returns>
    public static string Quote(string path) =>
        path.Length > 0 && path.All(c => char.IsLetterOrDigit(c) || "/._-+:,@%=".Contains(c, StringComparison.Ordinal))
            ? path
            : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Names another file beside one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="suffix">What is added to its name, such as <c>_wgs84</c>.</param>
    /// <param name="extension">The new extension, with its dot; null keeps it.</param>
    /// <returns>The path, quoted; in the current folder.</returns>
    public static string Beside(string path, string suffix, string? extension = null) =>
        Quote(Path.GetFileNameWithoutExtension(path) + suffix + (extension ?? Path.GetExtension(path)));

    /// <summary>Cuts the chips again.</summary>
    /// <param name="tileSize">Side of a chip, in pixels.</param>
    /// <param name="stride">Step from chip to chip, in pixels; null for half a chip.</param>
    /// <returns>The command, in backticks.</returns>
    public string Chips(int tileSize, int? stride = null) =>
        $"`segment chips --scene {Scenes} --labels {Labels}{Source} --out {NewChips} --tile-size {tileSize} --stride {stride ?? Math.Max(1, tileSize / 2)}`";

    /// <summary>Cuts the chips again as they were.</summary>
    /// <returns>The command, in backticks.</returns>
    public string Chips() =>
        options.TileSize is { } tile
            ? Chips(tile, options.Stride)
            : $"`segment chips --scene {Scenes} --labels {Labels}{Source} --out {NewChips}`";

    /// <summary>Trains again.</summary>
    /// <param name="more">Further options.</param>
    /// <returns>The command, in backticks.</returns>
    public string Train(string more = "") =>
        $"`segment train --chips {ChipsFolder} --out run{(more.Length > 0 ? " " + more : string.Empty)}`";

    private string Source =>
        (options.LabelOptions.Layer is { } layer ? $" --layer {Quote(layer)}" : string.Empty)
        + (options.LabelOptions.ClassValueField is { } name ? $" --class-value-field {Quote(name)}" : string.Empty)
        + (options.LabelOptions.IgnoreValue is { } ignore ? $" --ignore-value {ignore}" : string.Empty)
        + (options.LabelOptions.AllTouched ? " --all-touched" : string.Empty);
}
