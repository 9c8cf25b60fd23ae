using Segment.PackageFormat;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>How much there is of a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Pixels">Its labelled pixels: those of the scene, each once; or those in all chips, where only chips are known.</param>
/// <param name="Polygons">Its polygons that meet the scene; null where the labels were not drawn or are not known.</param>
/// <param name="Blocks">Square blocks of the scene that hold at least one of its pixels; null where that is not known.</param>
public sealed record ClassFacts(LandCoverClass Class, long Pixels, int? Polygons, int? Blocks)
{
    /// <summary>Gets what the class is called for people, such as <c>Mangrove (2)</c>, or <c>class 2</c> where it has no name.</summary>
    public string Name => Class.Name == $"{Class.Value}" ? $"class {Class.Value}" : $"{Class.Name} ({Class.Value})";
}
