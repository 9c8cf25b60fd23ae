using System.CommandLine;
using Segment.CommandLine;
using Segment.Trainer.Commands;

var root = new RootCommand("Trains segmentation networks on chips and exports them as packages.")
{
    TrainCommand.Create(),
    AutoDlCommand.Create(),
    ExportCommand.Create(),
    QuantizeCommand.Create(),
    ZooCommand.Create(),
};
return CommandHost.Run(root, args);
