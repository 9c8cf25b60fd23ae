using Segment.PackageFormat;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips;

/// <summary>Turns the values of label chips into class indices.</summary>
internal sealed class LabelValues
{
    private const int LargestValue = ushort.MaxValue;

    // Class indices end at 253, so 254 is free.
    private const byte NotAllowed = LabelSource.Ignore - 1;

    private readonly byte[] indexOfValue = new byte[LargestValue + 1];
    private readonly IReadOnlyList<LandCoverClass> classes;

    /// <summary>Prepares the step.</summary>
    /// <param name="classes">The classes, by class index.</param>
    /// <param name="ignoreValue">The value that means <em>ignore</em>, or null.</param>
    /// <param name="alsoIgnored">Values of classes that are left out; they too mean <em>ignore</em>.</param>
    public LabelValues(IReadOnlyList<LandCoverClass> classes, int? ignoreValue, IReadOnlyList<int>? alsoIgnored = null)
    {
        (this.classes, IgnoreValue, AlsoIgnored) = (classes, ignoreValue, alsoIgnored ?? []);
        Array.Fill(indexOfValue, NotAllowed);
        if (ignoreValue is >= 0 and <= LargestValue and var ignore)
        {
            indexOfValue[ignore] = LabelSource.Ignore;
        }

        foreach (var value in AlsoIgnored)
        {
            indexOfValue[value] = LabelSource.Ignore;
        }

        foreach (var (index, landCover) in classes.Index())
        {
            indexOfValue[landCover.Value] = (byte)index;
        }
    }

    /// <summary>Gets the value that means <em>ignore</em>, or null.</summary>
    public int? IgnoreValue { get; }

    /// <summary>Gets the values of classes that are left out.</summary>
    public IReadOnlyList<int> AlsoIgnored { get; }

    /// <summary>Turns a chip's values into class indices.</summary>
    /// <param name="values">The values.</param>
    /// <param name="noData">The label chip's NoData value; it means <em>ignore</em> unless it is a class.</param>
    /// <param name="path">The label chip, for messages.</param>
    /// <returns>Class indices; 255 is ignore.</returns>
    /// <exception cref="SegmentDataException">A value is no class.</exception>
    public byte[] ToIndices(ReadOnlySpan<float> values, double? noData, string path)
    {
        var indices = new byte[values.Length];
        for (var pixel = 0; pixel < indices.Length; pixel++)
        {
            var value = values[pixel];
            var index =
                value is >= 0 and <= LargestValue && (int)value == value ? indexOfValue[(int)value] : NotAllowed;
            indices[pixel] =
                index != NotAllowed ? index
                : float.IsNaN(value) || (noData is { } n && value == (float)n) ? LabelSource.Ignore
                : throw Unknown(value, path);
        }

        return indices;
    }

    private SegmentDataException Unknown(float value, string path)
    {
        var allowed = string.Join(", ", classes.Select(c => c.Value).Take(20));
        var more = classes.Count > 20 ? ", …" : string.Empty;
        var ignore = IgnoreValue is { } number ? $", and {number} for pixels without a label" : string.Empty;
        return new SegmentDataException(
            $"The label chip '{path}' holds the value {value}, which is none of the classes. Allowed are {allowed}{more}{ignore}. "
                + $"Cut the chips again, or add the class to {ChipLayout.Definition}."
        );
    }
}
