using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Raster.Features;
using Segment.Runtime;
using Segment.Runtime.Maps;

namespace Segment.Cli.Commands;

/// <summary>The options of <c>segment classify</c> and <c>segment merge</c> for what is made of the finished map: polygons and a picture.</summary>
internal static class ResultOptions
{
    private static readonly Option<string?> OutFeatures = OptionKinds.Text(
        "--out-features",
        "MAP.gpkg",
        "Also write the map as polygons along the pixels' edges: a GeoPackage."
    );
    private static readonly Option<MappingUnit?> MinimumMappingUnit = new("--minimum-mapping-unit")
    {
        Description =
            "Let smaller areas join their largest neighbour in the polygons: pixels (9 or 9px), 0.5ha or 900m2. [default: none]",
        HelpName = "AREA",
        CustomParser = result =>
        {
            var unit = MappingUnit.Parse(result.Tokens[0].Value);
            if (unit is null)
            {
                result.AddError(
                    $"--minimum-mapping-unit is '{result.Tokens[0].Value}': give pixels (9 or 9px), hectares (0.5ha) or square metres (900m2)."
                );
            }

            return unit;
        },
    };
    private static readonly Option<double> Tolerance = OptionKinds.Real(
        "--simplification-tolerance",
        "Straighten the polygons' edges so far, in map units; neighbours keep their common edges. 0: the pixels' edges.",
        0
    );
    private static readonly Option<string?> Picture = OptionKinds.Text(
        "--picture",
        "PNG",
        "Also draw the scene and the map side by side, with a legend."
    );

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public static void AddTo(Command command)
    {
        command.Add(OutFeatures);
        command.Add(MinimumMappingUnit);
        command.Add(Tolerance);
        command.Add(Picture);
        command.Validators.Add(result =>
        {
            if (
                result.GetValue(OutFeatures) is null
                && (result.GetValue(MinimumMappingUnit) is not null || result.GetValue(Tolerance) != 0)
            )
            {
                result.AddError(
                    "--minimum-mapping-unit and --simplification-tolerance shape polygons: give --out-features MAP.gpkg too."
                );
            }
        });
    }

    /// <summary>Refuses what could not be written, before any work is done.</summary>
    /// <param name="parsed">The command line.</param>
    public static void Check(ParseResult parsed)
    {
        if (parsed.GetValue(OutFeatures) is { } path)
        {
            MapFeatures.CheckPath(path);
        }
    }

    /// <summary>Refuses what is made of a whole map where a part is made.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="SegmentDataException">Polygons or a picture are asked for.</exception>
    public static void RefuseForPart(ParseResult parsed)
    {
        if (parsed.GetValue(OutFeatures) is not null || parsed.GetValue(Picture) is not null)
        {
            throw new SegmentDataException(
                "--shard makes a part of a map; polygons and pictures are made of the whole. Give --out-features and --picture "
                    + "to 'segment merge'."
            );
        }
    }

    /// <summary>Refuses what is made of one map where there will be many.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="SegmentDataException">Polygons or a picture are asked for.</exception>
    public static void RefuseForMany(ParseResult parsed)
    {
        if (parsed.GetValue(OutFeatures) is not null || parsed.GetValue(Picture) is not null)
        {
            throw new SegmentDataException(
                "--processing-mode PROCESS_ITEMS_SEPARATELY makes a map of each scene, and --out-features and --picture are made of "
                    + "one. Give them with one scene at a time."
            );
        }
    }

    /// <summary>Makes what was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="scene">What was classified.</param>
    /// <param name="map">The finished map.</param>
    /// <param name="classes">The pixels of each class.</param>
    /// <param name="session">The console.</param>
    public static void Write(
        ParseResult parsed,
        string scene,
        string map,
        IReadOnlyList<ClassTally> classes,
        ConsoleSession session
    )
    {
        if (parsed.GetValue(OutFeatures) is { } path)
        {
            var shape = new FeatureOptions
            {
                MinimumMappingUnit = parsed.GetValue(MinimumMappingUnit),
                SimplificationTolerance = parsed.GetValue(Tolerance),
            };
            var tally = ConsoleSession.Step(
                "Drawing polygons",
                progress => MapFeatures.Write(map, path, shape, progress, session.Token)
            );
            ConsoleSession.Print(
                $"Polygons: {PathText.Short(path)} ({tally.Count:N0} areas, {tally.Pixels:N0} pixels in all)"
            );
            if (tally.Small > 0)
            {
                ConsoleSession.Notice(
                    $"{tally.Small:N0} polygons are smaller than the minimum mapping unit: they have no larger neighbour to join."
                );
            }
        }

        if (parsed.GetValue(Picture) is { } png)
        {
            MapPicture.Write(scene, map, png, classes);
            ConsoleSession.Print($"Picture: {PathText.Short(png)}");
        }
    }
}
