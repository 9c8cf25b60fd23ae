using System.Globalization;
using Segment.PackageFormat;
using Segment.Trainer.Options;

namespace Segment.Trainer.Loop;

/// <summary>Says in words how the weights move.</summary>
internal static class ScheduleText
{
    /// <summary>Says it line by line, for the report.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="settings">What came of it.</param>
    /// <returns>Names and values.</returns>
    public static IEnumerable<NamedText> Rows(ScheduleOptions options, LoopSettings settings) =>
        [
            new(
                "Highest learning rate",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{settings.LearningRate:0.######} ({Origin(options.LearningRate)}), one-cycle"
                )
            ),
            new(
                "Optimiser",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"AdamW, weight decay {settings.WeightDecay:0.####} on kernels, gradient clipping {Clipping(settings)}"
                )
            ),
            new("Moving average of the weights", options.MovingAverage ? "on" : "off"),
            new("Backbone", options.FreezeModel ? "frozen" : "trained"),
        ];

    private static string Clipping(LoopSettings settings) =>
        settings.GradientClipping is { } norm
            ? string.Create(CultureInfo.InvariantCulture, $"at a norm of {norm:0.###}")
            : "off";

    private static string Origin(LearningRateChoice choice) =>
        choice switch
        {
            { Lowest: { } lowest } => string.Create(
                CultureInfo.InvariantCulture,
                $"given; {lowest:0.######} for the first layers, rising by layer"
            ),
            { Highest: not null } => "given",
            { Find: true } => "found by a search",
            _ => "auto",
        };
}
