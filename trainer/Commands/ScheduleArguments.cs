using System.CommandLine;
using System.Globalization;
using Segment.CommandLine;
using Segment.Trainer.Options;

namespace Segment.Trainer.Commands;

/// <summary>The options of <c>segment train</c>: how the weights move.</summary>
internal static class ScheduleArguments
{
    private static readonly ScheduleOptions Defaults = new();

    private static readonly Option<LearningRateChoice?> LearningRate = new("--learning-rate")
    {
        Description =
            "Highest learning rate of the one-cycle schedule; auto: by the batch size; find: by a search before the training; two "
            + "numbers: from the backbone's first layers to the head. [default: auto]",
        HelpName = "auto|find|X|LOW,HIGH",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (LearningRateChoice.Parse(text) is { } choice)
            {
                return choice;
            }

            result.AddError(
                $"--learning-rate is '{text}': give 'auto', 'find', a number such as 0.001, or two such as 1e-4,1e-3."
            );
            return null;
        },
    };

    private static readonly Option<double> WeightDecay = OptionKinds.Real(
        "--weight-decay",
        "By how much kernels shrink a step, per unit of learning rate.",
        Defaults.WeightDecay
    );

    private static readonly Option<double?> GradientClipping = new("--gradient-clipping")
    {
        Description = "Longest gradient, as its norm over all parameters; a longer one is scaled down. [default: off]",
        HelpName = "off|NORM",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == "off")
            {
                return null;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var norm))
            {
                return norm;
            }

            result.AddError($"--gradient-clipping is '{text}': give 'off' or a number above 0, such as 1.");
            return null;
        },
    };

    private static readonly Option<bool> FreezeModel = OptionKinds.Flag(
        "--freeze-model",
        "Leave the backbone as it starts and train the rest."
    );

    private static readonly Option<string> MovingAverage = OptionKinds.Choice(
        "--moving-average",
        "Whether the running average of the weights is validated and kept.",
        "on",
        "off"
    );

    private static readonly Option<string> Precision = OptionKinds.Choice(
        "--precision",
        "Precision of the convolutions; auto: bfloat16 where the device is good at it.",
        "auto",
        "float32",
        "bfloat16"
    );

    private static readonly Option<bool> Restart = OptionKinds.Flag(
        "--restart",
        "Throw an interrupted training in the run folder away and begin anew."
    );

    private static readonly Option<string?> TensorBoard = OptionKinds.Text(
        "--tensorboard",
        "DIR",
        "Write loss, scores and learning rate of each epoch for TensorBoard."
    );

    /// <summary>Gets the title over the options in the help, and the options.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group =>
        (
            "How the weights move",
            [LearningRate, WeightDecay, GradientClipping, FreezeModel, MovingAverage, Precision, Restart, TensorBoard]
        );

    /// <summary>Takes over what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static ScheduleOptions Read(ParseResult parsed) =>
        new()
        {
            LearningRate = parsed.GetValue(LearningRate) ?? Defaults.LearningRate,
            WeightDecay = parsed.GetValue(WeightDecay),
            GradientClipping = parsed.GetValue(GradientClipping),
            FreezeModel = parsed.GetValue(FreezeModel),
            MovingAverage = parsed.GetValue(MovingAverage) != "off",
            Precision = Enum.Parse<TrainingPrecision>(parsed.GetRequiredValue(Precision), ignoreCase: true),
            Restart = parsed.GetValue(Restart),
            TensorBoard = parsed.GetValue(TensorBoard),
        };
}
