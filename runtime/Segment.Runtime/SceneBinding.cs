using System.Text.RegularExpressions;
using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.Runtime;

/// <summary>Finds the scene's band for each channel of the network, and refuses scenes that the package does not fit.</summary>
internal static partial class SceneBinding
{
    /// <summary>A cell size beyond this factor of the training scene's is worth a notice.</summary>
    private const double CellSizeFactor = 2;

    /// <summary>Binds a scene's bands to the network's channels.</summary>
    /// <param name="definition">The package's definition.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <returns>The scene's band for each channel, from 0.</returns>
    /// <exception cref="SegmentDataException">The scene has another number of bands, or bands of a type that cannot
    /// hold what the network was trained on.</exception>
    public static int[] Bind(ModelDefinition definition, RasterSource scene, Action<string>? notice)
    {
        if (scene.Bands.Count != definition.SourceBandCount)
        {
            throw new SegmentDataException(
                $"{scene.Path} has {Count(scene.Bands.Count)}, but the package {definition.Name} was trained on a scene of "
                    + $"{Count(definition.SourceBandCount)} ({Names(definition.Bands.Select(b => b.Name))}"
                    + $"{(definition.Bands.Count < definition.SourceBandCount ? " are read" : "")}). "
                    + "Give a scene with the same bands in the same order, or train a package for this one."
            );
        }

        var bound = BindByName(definition, scene, notice) ?? [.. definition.Bands.Select(band => band.Index)];
        CheckTypes(definition, scene, bound);
        TellPlace(definition, scene.Grid, notice);
        return bound;
    }

    /// <summary>
    /// Tells whether a band can stand in for one of another number type: the same type, a wider integer type, or
    /// floating point of the other precision (the network reads single precision in any case). A narrower or floating
    /// type in place of an integer means that values were rescaled.
    /// </summary>
    /// <param name="trained">The type the network was trained on.</param>
    /// <param name="offered">The scene's type.</param>
    /// <returns>Whether <paramref name="offered"/> holds all values of <paramref name="trained"/> as they are.</returns>
    internal static bool Holds(PixelType trained, PixelType offered)
    {
        var (trainedBits, trainedSigned) = Integer(trained);
        var (offeredBits, offeredSigned) = Integer(offered);
        if (trainedBits == 0 || offeredBits == 0)
        {
            return trainedBits == offeredBits;
        }

        return trained == offered || (offeredBits > trainedBits && (offeredSigned || !trainedSigned));
    }

    private static int[]? BindByName(ModelDefinition definition, RasterSource scene, Action<string>? notice)
    {
        var offered = scene.Bands.Select(band => band.Name).ToList();
        var wanted = definition.Bands.Select(band => band.Name).ToList();
        var inPlace = definition.Bands.All(band => Same(offered[band.Index], band.Name));
        if (inPlace || !AllReal(wanted) || !AllReal(offered))
        {
            return null;
        }

        var found = wanted.Select(name => offered.FindIndex(other => Same(other, name))).ToArray();
        if (found.Contains(-1))
        {
            notice?.Invoke(
                $"The scene's bands are named {Names(offered)}, those of the training scene {Names(wanted)}; they are "
                    + "taken by position."
            );
            return null;
        }

        notice?.Invoke(
            $"The scene's bands come in another order than those of the training scene ({Names(offered)}); they are taken "
                + $"by name: {Names(wanted)}."
        );
        return found;
    }

    private static void CheckTypes(ModelDefinition definition, RasterSource scene, int[] bound)
    {
        for (var channel = 0; channel < bound.Length; channel++)
        {
            var (trained, offered) = (definition.Bands[channel], scene.Bands[bound[channel]]);
            if (!Holds(trained.SourceType, offered.Type))
            {
                throw new SegmentDataException(
                    $"Band {bound[channel] + 1} ({offered.Name}) of {scene.Path} holds {offered.Type.Name()} numbers, but "
                        + $"the package {definition.Name} was trained on {trained.SourceType.Name()} in band {trained.Name}. "
                        + "Values of another type are as a rule scaled differently. Give the scene in the training scene's "
                        + "type and scale, or train a package for this one."
                );
            }
        }
    }

    private static void TellPlace(ModelDefinition definition, GridGeometry grid, Action<string>? notice)
    {
        if (grid.CrsWkt.Length == 0)
        {
            notice?.Invoke("The scene has no coordinate reference system; the map will have none either.");
        }

        if (grid.Transform is not { } transform || (grid.CrsWkt.Length == 0) != (definition.CrsWkt.Length == 0))
        {
            return;
        }

        var scene = Math.Sqrt(transform.CellSizeX * transform.CellSizeY);
        var trained = Math.Sqrt(definition.CellSizeX * definition.CellSizeY);
        if (scene > trained * CellSizeFactor || scene < trained / CellSizeFactor)
        {
            notice?.Invoke(
                $"The scene's pixels measure {scene:G6} map units, those of the training scene {trained:G6}; the network "
                    + "knows the land at that scale only, so expect a poor map."
            );
        }
    }

    private static (int Bits, bool Signed) Integer(PixelType type) =>
        type switch
        {
            PixelType.Float32 or PixelType.Float64 => (0, true),
            PixelType.Int8 or PixelType.Int16 or PixelType.Int32 => (8 * type.SizeBytes(), true),
            _ => (8 * type.SizeBytes(), false),
        };

    private static bool AllReal(List<string> names) =>
        names.TrueForAll(name => !Placeholder().IsMatch(name))
        && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static string Count(int bands) => bands == 1 ? "1 band" : $"{bands} bands";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    /// <summary>What a band is called that has no name of its own.</summary>
    [GeneratedRegex("^(band)?[ _]?[0-9]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
