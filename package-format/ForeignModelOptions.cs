namespace Segment.PackageFormat;

/// <summary>What a user says about an ONNX model made by others; it goes before what the model's own metadata say.</summary>
public sealed record ForeignModelOptions
{
    /// <summary>Gets the names of the classes, in the order of the output's channels; of a model with one channel, the
    /// names for "no" and "yes", or the latter alone. Null: the model's metadata tell.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Gets the scene's bands that the model reads, from 1, in the model's order. Null: all bands, in order.</summary>
    public IReadOnlyList<int>? Bands { get; init; }

    /// <summary>Gets what is subtracted from the samples of each band, or of all; null: 0.</summary>
    public IReadOnlyList<double>? Center { get; init; }

    /// <summary>Gets what the samples of each band, or of all, are divided by after that; null: the metadata tell.</summary>
    public IReadOnlyList<double>? Scale { get; init; }

    /// <summary>Gets the pixel size that the model was trained at, in metres; null: the metadata tell, or it is not known.</summary>
    public double? Resolution { get; init; }

    /// <summary>Gets the side of the tiles that the model wants, in pixels; null: the model or its metadata tell.</summary>
    public int? TileSize { get; init; }

    /// <summary>Gets the name of the output to use, where a model has several; null: the only one.</summary>
    public string? Output { get; init; }

    /// <summary>Gets whether nothing is said.</summary>
    public bool IsEmpty => this == new ForeignModelOptions();

    /// <summary>Lists what is wrong with the options by themselves.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (ClassNames is { } names && (names.Count is 0 or > 254 || names.Any(n => !IsName(n))))
        {
            yield return "The class names must be 1-254 names of 1-256 characters.";
        }

        if (Bands is { } bands && (bands.Count == 0 || bands.Any(b => b < 1) || bands.Distinct().Count() < bands.Count))
        {
            yield return $"The bands are {string.Join(',', bands)}; give different numbers from 1.";
        }

        if (Center is { } center && (center.Count == 0 || center.Any(v => !float.IsFinite((float)v))))
        {
            yield return "The centre must be one number, or one for each band.";
        }

        if (Scale is { } scale && (scale.Count == 0 || scale.Any(v => !float.IsNormal((float)v) || v < 0)))
        {
            yield return "The scale must be one number above 0, or one for each band.";
        }

        if (Center is not null && Scale is null)
        {
            yield return "A centre needs a scale: samples become (sample - centre) / scale.";
        }

        if (Resolution is { } resolution && !(double.IsFinite(resolution) && resolution > 0))
        {
            yield return $"The resolution is {resolution}; it must be above 0 metres.";
        }
    }

    internal static bool IsName(string text) => text.Length is > 0 and <= 256 && !text.Any(char.IsControl);
}
