using System.CommandLine;
using Segment.PackageFormat;

namespace Segment.CommandLine;

/// <summary>The options of a split into training, validation and test, which several commands have.</summary>
public static class SplitWords
{
    private const string Auto = "auto";

    /// <summary>Makes the option of the method.</summary>
    /// <returns>The option; <see cref="Method"/> reads its value.</returns>
    public static Option<string> MethodOption() =>
        OptionKinds.Choice(
            "--split",
            "How chips are split: spatial blocks, random chips, or as the folder says; auto: as stored or given with the chips, else spatial.",
            [Auto, .. Enum.GetNames<SplitMethod>().Select(n => n.ToLowerInvariant())]
        );

    /// <summary>Makes the option of the validation share.</summary>
    /// <returns>The option; <c>auto</c> is the default.</returns>
    public static Option<Auto<double>> ValidationOption() =>
        OptionKinds.AutoReal(
            "--validation-percentage",
            "Share of the labelled pixels to validate on, in per cent; auto: as stored with the chips, else 10."
        );

    /// <summary>Makes the option of the test share.</summary>
    /// <returns>The option; <c>auto</c> is the default.</returns>
    public static Option<Auto<double>> TestOption() =>
        OptionKinds.AutoReal(
            "--test-percentage",
            "Share to hold out for one last test, in per cent; auto: as stored with the chips, else 10 where each class has enough polygons; 0: none.",
            orZero: true
        );

    /// <summary>Makes the option of the test fold.</summary>
    /// <returns>The option; text such as <c>2/5</c>.</returns>
    public static Option<string?> FoldOption() =>
        OptionKinds.Text(
            "--test-fold",
            "K/N",
            "Deal the polygons into N folds and test on the K-th: for cross-validation, train with each in turn."
        );

    /// <summary>Reads a method.</summary>
    /// <param name="word">One of the option's words.</param>
    /// <returns>The method; null for <c>auto</c>.</returns>
    public static SplitMethod? Method(string word) =>
        word == Auto ? null : Enum.Parse<SplitMethod>(word, ignoreCase: true);
}
