namespace Segment.Trainer.Data.Augmentation;

/// <summary>What brightness and contrast share: most of a change is that of the light, alike in all bands; a part is each band's own, as
/// haze and calibration change bands apart.</summary>
internal static class Lighting
{
    private const double OwnPart = 0.2;

    /// <summary>Draws where each band's value lies in its range.</summary>
    /// <param name="bands">Number of bands.</param>
    /// <param name="random">Where it is drawn.</param>
    /// <returns>For each band 0–1.</returns>
    public static double[] Parts(int bands, ref ItemRandom random)
    {
        var common = random.Next() * (1 - OwnPart);
        var parts = new double[bands];
        for (var b = 0; b < bands; b++)
        {
            parts[b] = common + (OwnPart * random.Next());
        }

        return parts;
    }
}
