using Segment.PackageFormat;

namespace Segment.Raster.Labels;

/// <summary>The colours in which map readers expect the common land covers.</summary>
/// <remarks>Colours: legend of ESA WorldCover 2021 (Product User Manual v2.0,
/// <see href="https://worldcover2021.esa.int/documentation"/>).</remarks>
public static class ConventionalColors
{
    /// <summary>The more telling word stands first: a mangrove forest is drawn as mangrove.</summary>
    private static readonly (ClassColor Color, string[] Words)[] Rules =
    [
        (new ClassColor(0x00, 0xCF, 0x75), ["mangrove"]),
        (new ClassColor(0x00, 0x96, 0xA0), ["wetland", "marsh", "swamp"]),
        (new ClassColor(0x00, 0x64, 0xC8), ["water", "sea", "ocean", "river", "lake", "lagoon"]),
        (new ClassColor(0xFA, 0x00, 0x00), ["built", "urban", "town", "city", "settlement", "building", "roof"]),
        (new ClassColor(0x00, 0x64, 0x00), ["forest", "tree", "trees", "wood", "woodland"]),
        (new ClassColor(0xFF, 0xBB, 0x22), ["shrub", "shrubs", "shrubland", "scrub"]),
        (new ClassColor(0xFF, 0xFF, 0x4C), ["grass", "grassland", "pasture", "meadow", "herbaceous", "low vegetation"]),
        (new ClassColor(0xF0, 0x96, 0xFF), ["crop", "crops", "cropland", "agriculture", "arable"]),
        (new ClassColor(0xB4, 0xB4, 0xB4), ["bare", "barren", "soil", "sand", "rock", "beach"]),
        (new ClassColor(0xF0, 0xF0, 0xF0), ["snow", "ice", "glacier"]),
    ];

    /// <summary>Gives each class a colour of its own.</summary>
    /// <param name="names">The classes' names, by class index.</param>
    /// <returns>The conventional colour for the first class that has such a name, the palette's for the
    /// others.</returns>
    public static IReadOnlyList<ClassColor> For(IReadOnlyList<string> names)
    {
        var taken = new HashSet<ClassColor>();
        return
        [
            .. names.Select(
                (name, index) => Find(name) is { } color && taken.Add(color) ? color : ClassPalette.At(index)
            ),
        ];
    }

    private static ClassColor? Find(string name)
    {
        var words = string.Join(
            ' ',
            name.ToLowerInvariant().Split([' ', '-', '_', '/', ','], StringSplitOptions.RemoveEmptyEntries)
        );
        foreach (var (color, known) in Rules)
        {
            if (known.Any(k => $" {words} ".Contains($" {k} ", StringComparison.Ordinal)))
            {
                return color;
            }
        }

        return null;
    }
}
