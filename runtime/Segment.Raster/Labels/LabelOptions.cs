namespace Segment.Raster.Labels;

/// <summary>What to read from a labels file.</summary>
public sealed record LabelOptions
{
    /// <summary>Gets the layer of a vector file; null takes the only layer that has geometries.</summary>
    public string? Layer { get; init; }

    /// <summary>
    /// Gets the field that holds each feature's class: whole numbers (0–65534) or text. Null takes a field named
    /// <c>classvalue</c>, <c>class_value</c> or <c>value</c>; where no layer of several alike has one, each layer is a class.
    /// Not used with a classified raster.
    /// </summary>
    public string? ClassValueField { get; init; }

    /// <summary>Gets whether a polygon labels every pixel that it touches; by default those whose centre it covers. Not
    /// used with a classified raster.</summary>
    public bool AllTouched { get; init; }

    /// <summary>
    /// Gets the class value that means <em>ignore</em>, 0–65535; null for none. A polygon of this value takes the label from
    /// the pixels that it covers, as far as no later polygon gives them one. In a classified raster the value is no label,
    /// and 0 is a class then unless the raster's names say otherwise.
    /// </summary>
    public int? IgnoreValue { get; init; }

    /// <summary>Gets the radius of the circle that takes the place of each point, and of the strip that takes the place
    /// of each line, in units of the labels' reference system; 0 leaves points as they are. Not used with a classified
    /// raster.</summary>
    public double BufferRadius { get; init; }

    /// <summary>Finds what is wrong with the options themselves; the file is not looked at.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (IgnoreValue is < 0 or > ushort.MaxValue)
        {
            yield return $"--ignore-value is {IgnoreValue}: give a class value from 0 to {ushort.MaxValue}.";
        }
    }
}
