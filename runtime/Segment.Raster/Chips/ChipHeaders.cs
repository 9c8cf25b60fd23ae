using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Chips;

/// <summary>Reads the headers of image chips and checks that they fit together.</summary>
/// <param name="siblings">The files that belong to each chip.</param>
internal sealed class ChipHeaders(ChipSiblings siblings)
{
    /// <summary>Gets the bands of the first chip.</summary>
    public IReadOnlyList<RasterBand> Bands { get; private set; } = [];

    /// <summary>Gets the grid of the first chip.</summary>
    public GridGeometry First { get; private set; } = new(0, 0, null, string.Empty);

    /// <summary>Reads all headers.</summary>
    /// <param name="chips">The chips; at least one.</param>
    /// <param name="notice">Told where the chips have several reference systems.</param>
    /// <returns>Each chip's transform on the grid of the first chip that has one; null without a transform, or in another
    /// reference system.</returns>
    /// <exception cref="SegmentDataException">A chip cannot be read, or differs from the first in size or number of
    /// bands.
    /// </exception>
    public GeoTransform?[] Read(IReadOnlyList<(string Name, string Image, string Label)> chips, Action<string>? notice)
    {
        GdalLibrary.EnsureReady();
        using (var chip = ChipRaster.Open(chips[0].Image, siblings.Of(chips[0].Image)))
        {
            Bands = chip.Reader().Bands;
            First = chip.Grid();
        }

        var transforms = new GeoTransform?[chips.Count];
        var (references, systems) = (new ChipReferences(), new int[chips.Count]);
        for (var index = 0; index < chips.Count; index++)
        {
            using var chip = ChipRaster.Open(chips[index].Image, siblings.Of(chips[index].Image));
            Check(chip, chips[index].Image, chips[0].Image);
            transforms[index] = chip.Transform();
            systems[index] = references.Find(chips[index].Image, chip, siblings.Of(chips[index].Image));
        }

        KeepOneSystem(transforms, systems, references.Systems, notice);
        return transforms;
    }

    private static void KeepOneSystem(
        GeoTransform?[] transforms,
        int[] systems,
        IReadOnlyList<string> known,
        Action<string>? notice
    )
    {
        var placed = Enumerable.Range(0, transforms.Length).Where(i => transforms[i] is not null).ToArray();
        var counts = placed.CountBy(i => systems[i]).ToArray();
        if (counts.Length < 2)
        {
            return;
        }

        var own = systems[placed[0]];
        var others = placed.Where(i => systems[i] != own).ToArray();
        var names = string.Join(", ", counts.Select(c => $"{c.Value} in {CrsComparison.Name(known[c.Key])}"));
        notice?.Invoke(
            $"The chips have {counts.Length} coordinate reference systems ({names}): the {others.Length} that differ from the "
                + "first have no place on its grid, so overlaps between them cannot be seen."
        );
        foreach (var index in others)
        {
            transforms[index] = null;
        }
    }

    private void Check(ChipRaster chip, string path, string first)
    {
        if (chip.BandCount != Bands.Count)
        {
            throw new SegmentDataException(
                $"The chips have different numbers of bands: '{path}' has {chip.BandCount}, '{first}' has {Bands.Count}. "
                    + "Keep chips of one scene type in a folder."
            );
        }

        if ((chip.Height, chip.Width) != (First.Height, First.Width))
        {
            throw new SegmentDataException(
                $"The chips have different sizes: '{path}' has {chip.Width} × {chip.Height} pixels, '{first}' has "
                    + $"{First.Width} × {First.Height}. Keep chips of one tile size in a folder."
            );
        }
    }
}
