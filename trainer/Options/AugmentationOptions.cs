using Segment.PackageFormat;
using Segment.Trainer.Data.Augmentation;

namespace Segment.Trainer.Options;

/// <summary>How training chips are varied.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Gets where the variations are taken from.</summary>
    public AugmentationMode Augmentation { get; init; }

    /// <summary>Gets the variations of <see cref="AugmentationMode.Custom"/>, such as <c>rotate 30;0.5;brightness 0.4,0.6</c>.</summary>
    public string? AugmentationParameters { get; init; }

    /// <summary>Gets the file of <see cref="AugmentationMode.File"/>; null takes <c>transforms.json</c> in the chips folder.</summary>
    public string? AugmentationFile { get; init; }

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <param name="chipSize">What <c>--chip-size</c> says.</param>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems(int? chipSize = null)
    {
        if (Augmentation == AugmentationMode.Custom && string.IsNullOrWhiteSpace(AugmentationParameters))
        {
            yield return "--augmentation custom needs --augmentation-parameters, such as \"rotate 30;brightness 0.4,0.6\".";
        }

        if (Augmentation != AugmentationMode.Custom && AugmentationParameters is not null)
        {
            yield return "--augmentation-parameters is for --augmentation custom: give both, or neither.";
        }

        if (Augmentation != AugmentationMode.File && AugmentationFile is not null)
        {
            yield return "--augmentation-file is for --augmentation file: give both, or neither.";
        }

        if (Augmentation != AugmentationMode.Custom || string.IsNullOrWhiteSpace(AugmentationParameters))
        {
            yield break;
        }

        var (set, problem) = Custom(AugmentationParameters);
        if (problem is not null)
        {
            yield return problem;
        }
        else if (set!.CropSize is { } crop && chipSize is { } size && crop != size)
        {
            yield return $"--chip-size is {size}, and crop says {crop}: they mean the same, so leave one out.";
        }
    }

    private static (AugmentationSet? Set, string? Problem) Custom(string parameters)
    {
        try
        {
            return (AugmentationText.Parse(parameters), null);
        }
        catch (SegmentDataException e)
        {
            return (null, e.Message);
        }
    }
}
