using System.Globalization;
using System.Text.RegularExpressions;
using Segment.Ledger.Fields;

namespace Segment.Ledger.Exports;

/// <summary>Writes the cells of a table of runs as people read them.</summary>
public static partial class CellText
{
    private const double Megabyte = 1e6;

    /// <summary>Writes a cell with its unit.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="value">The value; null for an empty cell.</param>
    /// <returns>Such as <c>80.3 %</c>, <c>6 min 12 s</c>, <c>94.1 MB</c>, <c>2026-11-23 14:05</c>; empty for nothing.</returns>
    public static string Of(FieldKind kind, object? value) =>
        (kind, value) switch
        {
            (_, null) => string.Empty,
            (FieldKind.Share, double share) => Invariant($"{share * 100:0.0} %"),
            (FieldKind.Seconds, double seconds) => Duration(seconds),
            (FieldKind.Bytes, long bytes) => Invariant($"{bytes / Megabyte:0.0} MB"),
            (FieldKind.Moment, DateTime moment) => Invariant($"{moment:yyyy-MM-dd HH:mm}"),
            (FieldKind.YesNo, bool yes) => yes ? "yes" : "no",
            (FieldKind.Real, double number) => Invariant($"{number:0.######}"),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    /// <summary>Writes a word of an enumeration as people read it.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="value">Such as <see cref="RunState.BrokenOff"/>.</param>
    /// <returns>Such as <c>broken off</c>.</returns>
    public static string Word<T>(T value)
        where T : struct, Enum => Humps().Replace(value.ToString(), " ${hump}").ToLowerInvariant();

    /// <summary>Writes a duration.</summary>
    /// <param name="seconds">The seconds.</param>
    /// <returns>Such as <c>8.4 s</c>, <c>6 min 12 s</c>, <c>2 h 09 min</c>.</returns>
    public static string Duration(double seconds)
    {
        var whole = (long)Math.Round(seconds);
        return seconds < 60 ? Invariant($"{seconds:0.0} s")
            : whole < 3600 ? Invariant($"{whole / 60} min {whole % 60:00} s")
            : Invariant($"{whole / 3600} h {whole % 3600 / 60:00} min");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<=[a-z])(?<hump>[A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Humps();
}
