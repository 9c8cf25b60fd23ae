using Segment.PackageFormat;
using Spectre.Console;

namespace Segment.CommandLine;

/// <summary>The table that several commands print: a row a class, its colour first.</summary>
public static class ClassRows
{
    /// <summary>Makes an empty table.</summary>
    /// <param name="numbers">The headings of the columns after colour, value and name.</param>
    /// <returns>The table.</returns>
    public static Table Create(params string[] numbers)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "Value", "Class");
        table.Columns[1].RightAligned();
        foreach (var number in numbers)
        {
            table.AddColumn(new TableColumn(number).RightAligned());
        }

        return table;
    }

    /// <summary>Adds a class.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">The class.</param>
    /// <param name="numbers">What stands in the columns after its name.</param>
    public static void Add(Table table, LandCoverClass row, params string[] numbers)
    {
        var color = new Color(row.Color.Red, row.Color.Green, row.Color.Blue);
        table.AddRow([
            new Markup("██", new Style(color)),
            new Text($"{row.Value}"),
            new Text(row.Name),
            .. numbers.Select(n => new Text(n)),
        ]);
    }
}
