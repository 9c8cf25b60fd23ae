using System.CommandLine;
using Segment.Benchmarks;
using Segment.CommandLine;
using Spectre.Console;

// Rows that need a process of their own call this program again.
switch (args)
{
    case ["--classify-once", var model, var scene, var map, var limit]:
        return MemoryRow.ClassifyOnce(model, scene, map, limit);
    case ["--first-tile", var model, var scene, var map]:
        return FirstTileRow.ClassifyOnce(model, scene, map);
    case ["--shard-once", var model, var scene, var map, var shard, var shards]:
        return ShardRow.ClassifyOnce(model, scene, map, shard, shards);
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
