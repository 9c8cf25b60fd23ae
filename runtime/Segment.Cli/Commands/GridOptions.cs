using System.CommandLine;
using System.Globalization;
using Segment.CommandLine;
using Segment.Raster.Scenes;
using Segment.Runtime;

namespace Segment.Cli.Commands;

/// <summary>The options of <c>segment classify</c> for a map on another grid than the scene's: ArcGIS's environments.</summary>
internal static class GridOptions
{
    private static readonly Option<double?> CellSize = new("--cell-size")
    {
        Description = "Side of the map's pixels, in map units; the scene is resampled. [default: the scene's]",
        HelpName = "NUMBER",
    };
    private static readonly Option<string[]> Extent = new("--extent")
    {
        Description =
            "The part to map: xmin ymin xmax ymax in map units, or a raster or vector file whose extent is taken. [default: all]",
        HelpName = "XMIN YMIN XMAX YMAX|PATH",
        Arity = new ArgumentArity(1, 4),
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> Mask = OptionKinds.Text(
        "--mask",
        "PATH",
        "Polygons, or a raster: the map is NoData outside."
    );
    private static readonly Option<string?> SnapRaster = OptionKinds.Text(
        "--snap-raster",
        "PATH",
        "A raster whose pixels' corners the map's shall lie on; the scene is resampled where they do not."
    );
    private static readonly Option<bool> PixelSpace = new("--use-pixelspace")
    {
        Description = "Leave the scene's place out: rows and columns count alone, and the map has no coordinates.",
    };
    private static readonly Option<DateTimeOffset?> DateTime = new("--datetime")
    {
        Description =
            "When the scene was taken, for the STAC item, such as 2002-04-16. [default: what the scene tells]",
        HelpName = "DATE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time))
            {
                return time;
            }

            result.AddError($"--datetime is '{text}': give a date such as 2002-04-16, or 2002-04-16T10:30:00Z.");
            return null;
        },
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public static void AddTo(Command command)
    {
        command.Add(CellSize);
        command.Add(Extent);
        command.Add(Mask);
        command.Add(SnapRaster);
        command.Add(PixelSpace);
        command.Add(DateTime);
    }

    /// <summary>Takes over what was given.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static ClassifyOptions Apply(ClassifyOptions options, ParseResult parsed) =>
        options with
        {
            SceneTime = parsed.GetValue(DateTime),
            OutputGrid = new OutputGrid
            {
                CellSize = parsed.GetValue(CellSize),
                Extent = parsed.GetValue(Extent) is { Length: > 0 } parts ? string.Join(' ', parts) : null,
                Mask = parsed.GetValue(Mask),
                SnapRaster = parsed.GetValue(SnapRaster),
                UsePixelSpace = parsed.GetValue(PixelSpace),
            },
        };
}
