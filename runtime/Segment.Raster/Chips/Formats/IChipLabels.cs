using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips.Formats;

/// <summary>Writes the labels of chips in one metadata format. It keeps no state: several threads use it.</summary>
internal interface IChipLabels
{
    /// <summary>Writes the labels of one chip.</summary>
    /// <param name="job">The chip.</param>
    /// <param name="name">Its name, without extension.</param>
    /// <param name="files">Writes files.</param>
    /// <returns>What stands in <c>map.txt</c> after the image: paths inside the chips folder, with backslashes.</returns>
    IReadOnlyList<string> Write(ChipJob job, string name, ChipFiles files);
}
