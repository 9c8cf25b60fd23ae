using Segment.PackageFormat;

namespace Segment.Cli.Demo;

/// <summary>What the demo does to the sample scene; the package in <c>models/</c> was made by the same words.</summary>
internal static class DemoRecipe
{
    /// <summary>The name of the package.</summary>
    public const string ModelName = "olinda-light";

    /// <summary>The field of the polygons' class values.</summary>
    public const string ClassValueField = "class";

    /// <summary>The most epochs.</summary>
    public const int MaxEpochs = 40;

    /// <summary>The backbone.</summary>
    public const string BackboneModel = "light";

    /// <summary>Gets the sample scene's folder.</summary>
    /// <exception cref="SegmentEnvironmentException">The samples are not installed beside the program.</exception>
    public static string Folder
    {
        get
        {
            var folder = Path.Combine(Installation.Home, "samples", "olinda");
            return Directory.Exists(folder)
                ? folder
                : throw new SegmentEnvironmentException(
                    $"The sample scene is not in {folder}. Run the demo from a source checkout: ./segment demo."
                );
        }
    }
}
