namespace Segment.TrainingData.Pages;

/// <summary>Chooses the bands that people look at.</summary>
public static class ShownBands
{
    /// <summary>Chooses the bands shown as red, green and blue: 3, 2, 1 of a multispectral sensor's usual order.</summary>
    /// <param name="bands">How many there are.</param>
    /// <returns>Positions from 0.</returns>
    public static (int Red, int Green, int Blue) Of(int bands) =>
        bands switch
        {
            1 or 2 => (0, 0, 0),
            3 => (0, 1, 2),
            <= 16 => (2, 1, 0),
            _ => (bands / 2, bands / 4, bands / 8),
        };
}
