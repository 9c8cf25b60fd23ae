using Segment.PackageFormat;

namespace Segment.Runtime.Models;

/// <summary>One package that lies in a models folder.</summary>
/// <param name="Name">The file's name without <c>.dlpk</c>: the word that names the package on a command line.</param>
/// <param name="Path">The full path of the file.</param>
/// <param name="Definition">What the package says of itself; null where it is unsound.</param>
/// <param name="Variants">The forms of the network that it holds; none where it is unsound.</param>
/// <param name="Problem">Why the package cannot be used, as a sentence for the user; null where it is sound.</param>
public sealed record PackageListing(
    string Name,
    string Path,
    ModelDefinition? Definition,
    IReadOnlyList<ModelVariant> Variants,
    string? Problem
);
