namespace Segment.Raster.Scenes;

/// <summary>Finds the bands that show a scene as eyes see it.</summary>
public static class NaturalColor
{
    /// <summary>Finds the bands named red, green and blue.</summary>
    /// <param name="bands">The scene's bands.</param>
    /// <returns>Their positions, from 0; null where one of the names is missing.</returns>
    public static (int Red, int Green, int Blue)? Named(IReadOnlyList<RasterBand> bands)
    {
        var (red, green, blue) = (Find("red"), Find("green"), Find("blue"));
        return red >= 0 && green >= 0 && blue >= 0 ? (red, green, blue) : null;

        int Find(string color) =>
            bands.ToList().FindIndex(band => band.Name.Equals(color, StringComparison.OrdinalIgnoreCase));
    }
}
