using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>The names in a chips folder, as ArcGIS writes them.</summary>
internal static class ChipLayout
{
    /// <summary>Folder of the image chips.</summary>
    public const string Images = "images";

    /// <summary>Folder of the label chips.</summary>
    public const string Labels = "labels";

    /// <summary>Folder of a second raster's chips.</summary>
    public const string Images2 = "images2";

    /// <summary>Folder of the masks of single objects beside classified chips.</summary>
    public const string Instances = "instances";

    /// <summary>Folder of the scene's chips for CycleGAN.</summary>
    public const string FirstDomain = "A";

    /// <summary>Folder of the second raster's chips for CycleGAN.</summary>
    public const string SecondDomain = "B";

    /// <summary>The list of chips.</summary>
    public const string Map = "map.txt";

    /// <summary>Statistics for people.</summary>
    public const string Stats = "stats.txt";

    /// <summary>The template of a model definition, with classes and band statistics.</summary>
    public const string Definition = "esri_model_definition.emd";

    /// <summary>Statistics for programs.</summary>
    public const string AccumulatedStats = "esri_accumulated_stats.json";

    /// <summary>Gets everything that an export, and what follows it, may leave in a chips folder.</summary>
    public static IReadOnlyList<string> Everything { get; } =
    [
        Images,
        Images2,
        Labels,
        Instances,
        FirstDomain,
        SecondDomain,
        Map,
        Stats,
        Definition,
        AccumulatedStats,
        TrainingSplit.FileName,
        ChipFolder.PageFileName,
    ];

    /// <summary>Names a chip.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <returns>Nine digits.</returns>
    public static string ChipName(int number) => $"{number:D9}";
}
