using System.CommandLine;
using Segment.CommandLine;

namespace Segment.Trainer.Commands;

/// <summary>What <c>segment train</c> and <c>segment autodl</c> both ask: chips, split, batch, seed, device.</summary>
internal static class TrainingArguments
{
    private static readonly TrainOptions Defaults = new() { Chips = string.Empty, RunFolder = string.Empty };
    private static readonly Option<string> Chips = OptionKinds.Required("--chips", "DIR", "The chips folder.");
    private static readonly Option<string> Run = OptionKinds.Required("--out", "RUN", "The run folder to write.");

    private static readonly Option<int?> IgnoreValue = new("--ignore-value")
    {
        Description = "The value in the label chips that means 'no label'. [default: what the folder says, else 0]",
        HelpName = "NUMBER",
    };

    private static readonly Option<string?> Name = OptionKinds.Text(
        "--name",
        "NAME",
        "The package's name [default: the run folder's name]"
    );

    private static readonly Option<Auto<int>> BatchSize = OptionKinds.AutoNumber(
        "--batch-size",
        "Chips of a training step; auto: 8, more of small chips where there are many, fewer where memory asks for it."
    );

    private static readonly Option<string> Split = SplitWords.MethodOption();
    private static readonly Option<Auto<double>> Validation = SplitWords.ValidationOption();
    private static readonly Option<Auto<double>> Test = SplitWords.TestOption();
    private static readonly Option<string?> Fold = SplitWords.FoldOption();

    private static readonly Option<int> Seed = OptionKinds.Number(
        "--seed",
        "Seed of weights, order and augmentation, and of a split that is not stored with the chips.",
        Defaults.Seed
    );

    private static readonly Option<string> Device = OptionKinds.Choice(
        "--device",
        "Where to train.",
        "auto",
        "cpu",
        "cuda"
    );

    private static readonly Option<string[]> Force = ForceOption.Create();

    /// <summary>Gets the options that name things: they come first in the help.</summary>
    public static IReadOnlyList<Option> First { get; } = [Chips, Run, IgnoreValue, Name];

    /// <summary>Gets the options of batch, split, seed and device: they come last.</summary>
    public static IReadOnlyList<Option> Last { get; } = [BatchSize, Split, Validation, Test, Fold, Seed, Device, Force];

    /// <summary>Reads them.</summary>
    /// <param name="parsed">The call.</param>
    /// <returns>Options with all else at its default.</returns>
    public static TrainOptions Read(ParseResult parsed) =>
        Defaults with
        {
            Chips = parsed.GetRequiredValue(Chips),
            RunFolder = parsed.GetRequiredValue(Run),
            IgnoreValue = parsed.GetValue(IgnoreValue),
            Name = parsed.GetValue(Name),
            BatchSize = parsed.GetValue(BatchSize),
            Split = SplitWords.Method(parsed.GetRequiredValue(Split)),
            ValidationPercentage = parsed.GetValue(Validation),
            TestPercentage = parsed.GetValue(Test),
            TestFold = parsed.GetValue(Fold),
            Seed = parsed.GetValue(Seed),
            Device = Enum.Parse<TrainingDevice>(parsed.GetRequiredValue(Device), ignoreCase: true),
            Force = parsed.GetValue(Force) ?? [],
        };
}
