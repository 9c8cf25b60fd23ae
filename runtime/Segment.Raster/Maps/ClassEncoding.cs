using System.Numerics;
using Segment.PackageFormat;

namespace Segment.Raster.Maps;

/// <summary>From class indices to the numbers in a map's file.</summary>
internal sealed class ClassEncoding
{
    private const int MostClasses = 254;
    private const int GreatestNarrowValue = 254;
    private readonly int[] valueOfIndex = new int[256];

    /// <summary>Checks the classes and lays out the numbers.</summary>
    /// <param name="classes">The classes; the position is the class index.</param>
    /// <param name="abstainValue">The number for <see cref="MapLayer.AbstainIndex"/>; null makes it NoData.</param>
    /// <exception cref="ArgumentException">They are none, too many, or have a value out of range or twice.</exception>
    public ClassEncoding(IReadOnlyList<LandCoverClass> classes, int? abstainValue = null)
    {
        if (classes.Count is 0 or > MostClasses)
        {
            throw new ArgumentException($"A map has 1 to {MostClasses} classes, not {classes.Count}.", nameof(classes));
        }

        if (classes.FirstOrDefault(c => c.Value is < 0 or > ClassMap.MaxValue) is { } outside)
        {
            throw new ArgumentException($"{outside} has a value outside 0-{ClassMap.MaxValue}.", nameof(classes));
        }

        if (classes.GroupBy(c => c.Value).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"{twice.Count()} classes have the value {twice.Key}.", nameof(classes));
        }

        if (abstainValue is < 0 or > ClassMap.MaxValue || classes.Any(c => c.Value == abstainValue))
        {
            throw new ArgumentException($"{abstainValue} cannot stand for no answer.", nameof(abstainValue));
        }

        IsWide = classes.Any(c => c.Value > GreatestNarrowValue) || abstainValue > GreatestNarrowValue;
        NoDataValue = IsWide ? ushort.MaxValue : byte.MaxValue;
        Array.Fill(valueOfIndex, -1);
        valueOfIndex[MapWriter.NoDataIndex] = NoDataValue;
        valueOfIndex[MapLayer.AbstainIndex] = abstainValue ?? NoDataValue;
        foreach (var (index, c) in classes.Index())
        {
            valueOfIndex[index] = c.Value;
        }
    }

    /// <summary>Gets whether the file holds 16-bit numbers.</summary>
    public bool IsWide { get; }

    /// <summary>Gets the number that stands for NoData.</summary>
    public int NoDataValue { get; }

    /// <summary>Translates a row into the file's numbers.</summary>
    /// <typeparam name="T">Byte, or 16 bits for a wide map.</typeparam>
    /// <param name="classIndex">Class indices.</param>
    /// <param name="values">As many numbers.</param>
    /// <exception cref="ArgumentException">An index is no class.</exception>
    public void Encode<T>(ReadOnlySpan<byte> classIndex, Span<T> values)
        where T : unmanaged, INumberBase<T>
    {
        var all = 0;
        for (var i = 0; i < classIndex.Length; i++)
        {
            var value = valueOfIndex[classIndex[i]];
            all |= value;
            values[i] = T.CreateTruncating(value);
        }

        Check(all, classIndex);
    }

    private void Check(int all, ReadOnlySpan<byte> classIndex)
    {
        if (all >= 0)
        {
            return;
        }

        foreach (var index in classIndex)
        {
            if (valueOfIndex[index] < 0)
            {
                throw new ArgumentException($"{index} is no class index of this map.", nameof(classIndex));
            }
        }
    }
}
