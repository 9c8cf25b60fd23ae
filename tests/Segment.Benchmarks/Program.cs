using System.CommandLine;
using Segment.Benchmarks;
using Segment.CommandLine;
using Spectre.Console;

// A row that needs a process of its own (memory) calls this program again.
if (args is ["--classify-once", var model, var scene, var map])
{
    return MemoryRow.ClassifyOnce(model, scene, map);
}

var only = new Argument<string[]>("ROW")
{
    Description =
        $"Which rows to measure: {string.Join(", ", BenchmarkCatalog.All.Select(r => r.Name))}. [default: all]",
    DefaultValueFactory = _ => [],
};
var root = new RootCommand("Measures what the software promises, each as a ratio taken in one run.") { only };
root.OnCall(
    (parsed, _) =>
    {
        var names = parsed.GetValue(only) ?? [];
        using var folder = new BenchmarkFolder();
        var table = new Table().Border(TableBorder.Simple).AddColumns("Row", "What", "Measured", "Promised", "");
        foreach (var row in BenchmarkCatalog.Choose(names))
        {
            var result = ConsoleSession.Step(row.Name, _ => row.Measure(folder));
            table.AddRow(
                new Text(row.Name),
                new Text(row.What),
                new Text(result.Measured),
                new Text(row.Promise),
                new Markup(result.Kept ? "[green]kept[/]" : "[red]missed[/]")
            );
        }

        ConsoleSession.Out.Write(table);
        return ExitCode.Success;
    }
);
return CommandHost.Run(root, args, helpWithoutWords: false);
