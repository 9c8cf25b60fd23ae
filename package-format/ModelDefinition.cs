using Segment.PackageFormat.Json;

namespace Segment.PackageFormat;

/// <summary>
/// Everything a host must know to run a model and to draw its map: the content of <c>&lt;name&gt;.emd</c>. The JSON
/// layout stands in docs/package-format.md.
/// </summary>
public sealed record ModelDefinition
{
    /// <summary>The newest layout that is written and read.</summary>
    public const int SchemaVersion = 3;

    /// <summary>Gets the model's name: 1–64 of the characters A–Z, a–z, 0–9, <c>.</c>, <c>_</c>, <c>-</c>, beginning with a letter or digit.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the model's own version, such as <c>2026.11</c> (ArcGIS writes year and month).</summary>
    public required string Version { get; init; }

    /// <summary>Gets the decoder's name in the catalog, such as <c>unet</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>Gets the encoder's name in the catalog, such as <c>resnet18</c>.</summary>
    public required string Backbone { get; init; }

    /// <summary>
    /// Gets the cells along each side of every level of pyramid pooling, each 1–64; empty where the network does not pool so, or
    /// has the usual 1, 2, 3 and 6.
    /// </summary>
    public IReadOnlyList<int> PyramidSizes { get; init; } = [];

    /// <summary>Gets the classes, 2–254; the position is the class index, which is the channel of the logits.</summary>
    public required IReadOnlyList<LandCoverClass> Classes { get; init; }

    /// <summary>Gets the bands that the network reads, 1–1024; the position is the channel of the input.</summary>
    public required IReadOnlyList<BandDefinition> Bands { get; init; }

    /// <summary>Gets the number of bands of the training scene, those that the network does not read included.</summary>
    public required int SourceBandCount { get; init; }

    /// <summary>Gets the side of the training chips, in pixels, 8–4096.</summary>
    public required int ChipSize { get; init; }

    /// <summary>Gets the length of a training pixel along x, in map units; 1 where the chips had no georeference.</summary>
    public required double CellSizeX { get; init; }

    /// <summary>Gets the length of a training pixel along y, in map units; 1 where the chips had no georeference.</summary>
    public required double CellSizeY { get; init; }

    /// <summary>Gets the coordinate reference system of the training scene as WKT; empty where it had none.</summary>
    public required string CrsWkt { get; init; }

    /// <summary>Gets the normalisation that the graph performs; one centre and one scale for each of <see cref="Bands"/>.</summary>
    public required Normalization Normalization { get; init; }

    /// <summary>
    /// Gets how the training chips' samples are distributed, one for each of <see cref="Bands"/>; empty where that is not
    /// known, as in packages of layout version 1.
    /// </summary>
    public IReadOnlyList<BandDistribution> Distributions { get; init; } = [];

    /// <summary>Gets the width of the border, in pixels, whose logits the edge of a window disturbs; a multiple of <see cref="Stride"/>.</summary>
    public required int Padding { get; init; }

    /// <summary>Gets the greatest distance, in pixels, from which an input pixel can reach a logit at all.</summary>
    public required int ReceptiveFieldRadius { get; init; }

    /// <summary>Gets the network's total stride, in pixels; a host feeds heights and widths that are multiples of it.</summary>
    public required int Stride { get; init; }

    /// <summary>Gets the number in the label chips that stands for "no class here"; never a class value.</summary>
    public required int IgnoreValue { get; init; }

    /// <summary>Gets the number in maps that stands for "no data here": 255, or 65535 where a class value exceeds 254.</summary>
    public required int MapNoData { get; init; }

    /// <summary>Gets a value indicating whether the graph also yields <see cref="GraphNames.ClassIndex"/>.</summary>
    public required bool HasClassOutput { get; init; }

    /// <summary>
    /// Gets a value indicating whether the network takes means over its whole input: then no padding makes neighbouring
    /// tiles agree. False where it is not known, as in packages that were made before this was told.
    /// </summary>
    public bool HasGlobalView { get; init; }

    /// <summary>
    /// Gets the temperature that logits are divided by before they become probabilities, 0.01–100; 1 where the network was
    /// not calibrated. It does not change which class is the likeliest.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Gets how the model was trained.</summary>
    public required TrainingSummary Training { get; init; }

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>A definition without <see cref="Problems"/>.</returns>
    /// <exception cref="SegmentDataException">The content is not sound; the message names the file and the place.</exception>
    public static ModelDefinition FromJson(ReadOnlyMemory<byte> utf8, string file) => EmdFile.Read(utf8, file);

    /// <summary>Tells whether a text can name a model.</summary>
    /// <param name="name">The text.</param>
    /// <returns>A sentence that says what is wrong; null for a good name.</returns>
    public static string? NameProblem(string name) => DefinitionCheck.NameProblem(name);

    /// <summary>Gets the NoData number that maps of these classes need.</summary>
    /// <param name="classes">The classes.</param>
    /// <returns>255, or 65535 where a class value exceeds 254.</returns>
    public static int MapNoDataFor(IReadOnlyList<LandCoverClass> classes) =>
        classes.Any(c => c.Value > 254) ? 65535 : 255;

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => EmdFile.Write(this);

    /// <summary>Lists everything that is wrong with the definition.</summary>
    /// <returns>One sentence for each problem; none for a sound definition.</returns>
    public IEnumerable<string> Problems() => DefinitionCheck.Problems(this);
}
