using Segment.PackageFormat;

namespace Segment.TrainingData.Splitting;

/// <summary>Tells what the user should know of a split before time is spent.</summary>
internal static class SplitNotices
{
    /// <summary>Tells the proof, and what could not be had.</summary>
    /// <param name="plan">The split.</param>
    /// <param name="notice">Told one sentence a call.</param>
    public static void Tell(SplitPlan plan, Action<string> notice)
    {
        var split = plan.Apply();
        notice(split.Line);
        if (plan.Method == SplitMethod.Spatial)
        {
            TellSmall("validation", split.ValidationShare, plan.ValidationPercentage, notice);
            TellSmall("test", split.TestShare, plan.TestPercentage, notice);
        }

        for (var c = 0; c < plan.Classes.Count; c++)
        {
            var name = $"The class '{plan.Classes[c].Name}' (value {plan.Classes[c].Value})";
            if (split.LabelledPixels[c] == 0)
            {
                notice(
                    $"{name} has no training pixel, so the network cannot learn it: add polygons of it in other places."
                );
            }

            if (split.ValidationPixels[c] == 0)
            {
                notice(
                    $"{name} has no validation pixel, so its scores are not known: add polygons of it in other places."
                );
            }

            if (split.Test.Count > 0 && split.TestPixels[c] == 0)
            {
                notice($"{name} has no test pixel: add polygons of it in other places.");
            }
        }
    }

    private static void TellSmall(string part, double share, double wanted, Action<string> notice)
    {
        if (wanted > 0 && share < wanted / 200)
        {
            notice(
                $"Only {share * 100:0.#} % of the labelled pixels could be held out for {part} instead of {wanted:0.#} %, because the chips overlap "
                    + $"too much or the labels lie too close together: the {part} figures are uncertain."
            );
        }
    }
}
