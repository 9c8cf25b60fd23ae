using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Runtime;
using Segment.TrainingData.Doctor;

namespace Segment.Cli.Commands;

/// <summary>Lets the doctor look before a command spends time.</summary>
internal static class DoctorGate
{
    /// <summary>Looks at scenes and labels before chips are cut.</summary>
    /// <param name="options">What will be cut; scenes are paths.</param>
    /// <param name="forced">Checks whose problems are let pass.</param>
    /// <param name="session">The console.</param>
    /// <returns>What was found; null where nothing was looked at.</returns>
    /// <exception cref="SegmentDataException">There is a problem, or an input is not usable.</exception>
    public static DoctorReport? BeforeChips(ChipExportOptions options, string[] forced, ConsoleSession session)
    {
        CheckCatalog.RequireKnown(forced);
        if (options.Problems().Any())
        {
            // The export says it better.
            return null;
        }

        var looked = new DoctorOptions
        {
            Scenes = options.Scenes,
            Labels = options.Labels,
            ChipsToWrite = options.OutFolder,
            LabelOptions = options.LabelOptions,
            TileSize = options.TileSizeX,
            Stride = options.StrideX,
        };
        var report = Examination.Run(looked, token: session.Token);
        Gate.Pass(report, forced, ConsoleSession.Warn);
        return report;
    }

    /// <summary>Looks at scene and package before a map is made.</summary>
    /// <param name="options">What will be classified.</param>
    /// <param name="forced">Checks whose problems are let pass.</param>
    /// <param name="session">The console.</param>
    /// <exception cref="SegmentDataException">There is a problem, or an input is not usable.</exception>
    public static void BeforeMap(ClassifyOptions options, string[] forced, ConsoleSession session)
    {
        CheckCatalog.RequireKnown(forced);
        var looked = new DoctorOptions
        {
            Scenes = [options.ScenePath],
            Model = ForeignModel.IsOne(options.ModelPath) ? null : options.ModelPath,
            CellSize = options.OutputGrid.CellSize,
        };
        Gate.Pass(Examination.Run(looked, forMaps: true, token: session.Token), forced, ConsoleSession.Warn);
    }
}
