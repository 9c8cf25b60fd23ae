using System.CommandLine;
using Segment.CommandLine;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.Losses;
using Segment.Trainer.Loop.Monitoring;
using Segment.Trainer.Options;

namespace Segment.Trainer.Commands;

/// <summary>The options of <c>segment train</c>: what training lowers, and which epoch is the best.</summary>
internal static class ObjectiveArguments
{
    private static readonly ObjectiveOptions Defaults = new();

    private static readonly Option<string> Loss = OptionKinds.Name(
        "--loss",
        $"What is lowered: {string.Join(", ", LossCatalog.All.Select(l => l.Name))}.",
        Defaults.Loss
    );

    private static readonly Option<bool> FocalLoss = FocalLossOption();

    private static readonly Option<double> DiceLossFraction = OptionKinds.Real(
        "--dice-loss-fraction",
        "Share of Dice in the loss, 0-1: (1 - share) x loss + share x Dice.",
        Defaults.DiceLossFraction
    );

    private static readonly Option<string> DiceLossAverage = OptionKinds.Name(
        "--dice-loss-average",
        $"How Dice is averaged over the classes: {string.Join(", ", DiceAverageCatalog.All.Select(a => a.Name))}.",
        Defaults.DiceLossAverage
    );

    private static readonly Option<bool> ClassBalancing = new("--class-balancing")
    {
        Description = "Let pixels of rare classes weigh more in cross-entropy and focal loss.",
    };

    private static readonly Option<double> LabelSmoothing = OptionKinds.Real(
        "--label-smoothing",
        "Share of the truth that is spread over all classes, from 0 and less than 1.",
        Defaults.LabelSmoothing
    );

    private static readonly Option<string[]> IgnoreClasses = new("--ignore-classes")
    {
        Description = "Classes that are not learned, by name or value, one after another: their pixels have no label.",
        HelpName = "CLASS",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Mixup = new("--mixup")
    {
        Description = "Lay training chips over one another, with both labels.",
    };

    private static readonly Option<bool> CutMix = new("--cutmix")
    {
        Description = "Paste parts of training chips, with their labels, into others.",
    };

    private static readonly Option<string> Monitor = OptionKinds.Name(
        "--monitor-metric",
        $"Which epoch is kept: {string.Join(", ", MonitorCatalog.All.Select(m => m.Name))}, or {MonitorCatalog.ClassPrefix}CLASS for the F1 of a class.",
        Defaults.MonitorMetric
    );

    private static readonly Option<string> StopTraining = OptionKinds.Choice(
        "--stop-training",
        "Whether training ends early when the monitored figure makes no progress.",
        "true",
        "false"
    );

    private static readonly Option<Auto<int>> Patience = OptionKinds.AutoNumber(
        "--patience",
        "Epochs without progress after which training ends; auto: two fifths of --max-epochs, at least 5."
    );

    private static readonly Option<double> MinChange = OptionKinds.Real(
        "--min-change",
        "By how much the monitored figure must be better to be progress; scores are 0-1.",
        Defaults.MinChange
    );

    /// <summary>Gets the title over the options in the help, and the options.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group =>
        (
            "What is lowered, and which epoch is kept",
            [
                Loss,
                FocalLoss,
                DiceLossFraction,
                DiceLossAverage,
                ClassBalancing,
                LabelSmoothing,
                IgnoreClasses,
                Mixup,
                CutMix,
                Monitor,
                StopTraining,
                Patience,
                MinChange,
            ]
        );

    /// <summary>Takes over what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static ObjectiveOptions Read(ParseResult parsed) =>
        new()
        {
            Loss = parsed.GetValue(FocalLoss) ? ObjectiveOptions.Focal : parsed.GetRequiredValue(Loss),
            DiceLossFraction = parsed.GetValue(DiceLossFraction),
            DiceLossAverage = parsed.GetRequiredValue(DiceLossAverage),
            ClassBalancing = parsed.GetValue(ClassBalancing),
            LabelSmoothing = parsed.GetValue(LabelSmoothing),
            IgnoreClasses = parsed.GetValue(IgnoreClasses) ?? [],
            Mixup = parsed.GetValue(Mixup),
            CutMix = parsed.GetValue(CutMix),
            MonitorMetric = parsed.GetRequiredValue(Monitor),
            StopTraining = parsed.GetRequiredValue(StopTraining) == "true",
            Patience = parsed.GetValue(Patience),
            MinChange = parsed.GetValue(MinChange),
        };

    private static Option<bool> FocalLossOption()
    {
        var option = new Option<bool>("--focal-loss") { Description = "ArcGIS's word for --loss focal." };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) && result.GetResult(Loss) is { Implicit: false } given)
            {
                var loss = given.GetValueOrDefault<string>();
                if (loss != ObjectiveOptions.Focal)
                {
                    result.AddError($"--focal-loss and --loss {loss} do not go together: give one of both.");
                }
            }
        });
        return option;
    }
}
