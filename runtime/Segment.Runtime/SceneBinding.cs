using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.Runtime;

/// <summary>Finds the scene's band for each channel of the network, and refuses scenes that the package does not fit.</summary>
internal static class SceneBinding
{
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

        var (bound, match) = BandOrder.Find(definition.Bands, [.. scene.Bands.Select(band => band.Name)]);
        TellNames(definition, scene, match, notice);
        CheckTypes(definition, scene, bound);
        return bound;
    }

    private static void TellNames(
        ModelDefinition definition,
        RasterSource scene,
        BandMatch match,
        Action<string>? notice
    )
    {
        if (match == BandMatch.ByName)
        {
            var offered = Names(scene.Bands.Select(band => band.Name));
            var wanted = Names(definition.Bands.Select(band => band.Name));
            notice?.Invoke(
                $"The scene's bands come in another order than those of the training scene ({offered}); they are taken "
                    + $"by name: {wanted}."
            );
        }
    }

    private static void CheckTypes(ModelDefinition definition, RasterSource scene, int[] bound)
    {
        for (var channel = 0; channel < bound.Length; channel++)
        {
            var (trained, offered) = (definition.Bands[channel], scene.Bands[bound[channel]]);
            if (!trained.SourceType.IsHeldBy(offered.Type))
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

    private static string Count(int bands) => bands == 1 ? "1 band" : $"{bands} bands";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
