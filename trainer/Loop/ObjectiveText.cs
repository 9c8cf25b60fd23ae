using System.Globalization;

namespace Segment.Trainer.Loop;

/// <summary>Says in words what a training lowers and keeps.</summary>
internal static class ObjectiveText
{
    /// <summary>Says what is lowered.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="options">What was asked for.</param>
    /// <returns>Such as <c>focal, classes balanced, label smoothing 0.1</c>.</returns>
    public static string Loss(Objective objective, Options.ObjectiveOptions options)
    {
        List<string> parts = [objective.Loss.Name];
        if (objective.Loss.Name.Contains("dice", StringComparison.Ordinal))
        {
            parts.Add($"Dice averaged {options.DiceLossAverage}");
        }

        if (options.ClassBalancing)
        {
            parts.Add("classes balanced");
        }

        if (options.LabelSmoothing > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"label smoothing {options.LabelSmoothing:0.###}"));
        }

        return string.Join(", ", parts.Concat(objective.Mixes.Select(m => m.Name)));
    }

    /// <summary>Says which epoch is kept.</summary>
    /// <param name="objective">The objective.</param>
    /// <returns>Such as <c>the highest mean IoU on the validation pixels</c>.</returns>
    public static string Monitor(Objective objective)
    {
        var metric = objective.Monitor.Metric;
        return $"the {(metric.HigherIsBetter ? "highest" : "lowest")} {metric.Title}";
    }

    /// <summary>Says why a training ended.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="outcome">The end.</param>
    /// <returns>Such as <c>all epochs were trained</c>.</returns>
    public static string End(Objective objective, LoopOutcome outcome) =>
        outcome.End switch
        {
            TrainingEnd.StoppedEarly => $"stopped early: the {objective.Monitor.Metric.Title} made no more progress",
            TrainingEnd.Interrupted => "stopped by the user",
            _ => "all epochs were trained",
        };

    /// <summary>Says when a training ends early.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="patience">Epochs without progress; null never ends early.</param>
    /// <returns>Such as <c>after 8 epochs without progress</c>.</returns>
    public static string Patience(Objective objective, int? patience) =>
        patience is null ? "off"
        : objective.Monitor.MinChange > 0
            ? $"after {patience} epochs without progress of more than {objective.Monitor.MinChange}"
        : $"after {patience} epochs without progress";
}
