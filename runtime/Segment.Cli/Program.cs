using System.CommandLine;
using Segment.Cli;
using Segment.Cli.Commands;
using Segment.Cli.Commands.Runs;
using Segment.CommandLine;

// Training lives in its own program, which this one never loads: its words are handed over as they are.
if (args is [var word, ..] && TrainerProgram.Words.Any(w => w.Name == word))
{
    return CommandHost.Guard(() => TrainerProgram.Run(args));
}

var root = new RootCommand(
    """
    Turns a satellite raster and a few class polygons into a land-cover map, in three steps:

      segment chips    --scene S.tif --labels L.gpkg --class-value-field class --out chips
      segment train    --chips chips --out run
      segment classify --model run/run.dlpk --scene S.tif --out map.tif

    'segment demo' does all of it on a sample scene.
    """
);
root.Add(DemoCommand.Create());
root.Add(DoctorCommand.Create());
root.Add(ChipsCommand.Create());
foreach (var (name, description) in TrainerProgram.Words)
{
    root.Add(new Command(name, description));
}

root.Add(PlanCommand.Create());
root.Add(ClassifyCommand.Create());
root.Add(MergeCommand.Create());
root.Add(AssessCommand.Create());
root.Add(ReviewCommand.Create());
root.Add(CompareCommand.Create());
root.Add(ModelsCommand.Create());
root.Add(RunsCommand.Create());
root.Add(ServeCommand.Create());
root.Add(ServeCommand.CreateWorker());
root.Add(CheckPackageCommand.Create());
return CommandHost.Run(root, args);
