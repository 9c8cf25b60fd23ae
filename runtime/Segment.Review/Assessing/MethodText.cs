using Segment.Pages;
using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>Writes sentences about an assessment that can be copied into a paper, and what they rest on.</summary>
internal static class MethodText
{
    private const string Olofsson =
        "Olofsson, P., Foody, G. M., Herold, M., Stehman, S. V., Woodcock, C. E., Wulder, M. A. (2014): Good practices for estimating area and "
        + "assessing accuracy of land change. Remote Sensing of Environment 148, 42–57. doi:10.1016/j.rse.2014.02.015";

    private const string Stehman =
        "Stehman, S. V. (2014): Estimating area and map accuracy for stratified random sampling when the strata are different from the map "
        + "classes. International Journal of Remote Sensing 35, 4923–4939. doi:10.1080/01431161.2014.930207";

    private const string Pontius =
        "Pontius, R. G., Millones, M. (2011): Death to Kappa: birth of quantity disagreement and allocation disagreement for accuracy assessment. "
        + "International Journal of Remote Sensing 32, 4407–4429. doi:10.1080/01431161.2011.552923";

    /// <summary>Writes the sentences.</summary>
    /// <param name="result">The assessment.</param>
    /// <returns>HTML.</returns>
    public static string Render(MapAssessmentResult result)
    {
        var (quantity, allocation) = result.Disagreement;
        var parts =
            $"Quantity disagreement was {HtmlPage.Percent(quantity)} and allocation disagreement {HtmlPage.Percent(allocation)} (Pontius and Millones 2011).";
        var text = result.Estimates is { } estimates
            ? $"{Sample(result, estimates)} Overall accuracy was {AssessmentText.Share(estimates.OverallAccuracy)} (± half of the 95 % confidence interval). {parts}"
            : $"The map was compared with {result.Matrix.Total:N0} reference {AssessmentText.Unit(result)}, which are no probability sample; no confidence "
                + $"intervals are given. {HtmlPage.Percent(result.Accuracy)} of them agreed. {parts}";
        string[] papers = result.Estimates?.Method switch
        {
            null => [Pontius],
            EstimationMethod.Stehman2014 => [Stehman, Pontius],
            _ => [Olofsson, Pontius],
        };
        return $"<p>{HtmlPage.Text(text)}</p>{HtmlPage.List(papers)}";
    }

    private static string Sample(MapAssessmentResult result, AccuracyEstimates estimates)
    {
        var points = result.Points!.Interpreted.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        return estimates.Method switch
        {
            EstimationMethod.Olofsson2014 =>
                $"Accuracy and area were estimated from a stratified random sample of {points} pixels with the map's classes as strata, following Olofsson et al. (2014).",
            EstimationMethod.PostStratified =>
                $"Accuracy and area were estimated from a simple random sample of {points} pixels, post-stratified by the map's classes, following Olofsson et al. (2014).",
            _ when result.Strata.Count == 1 =>
                $"Accuracy and area were estimated from a simple random sample of {points} pixels, following Stehman (2014).",
            _ =>
                $"Accuracy and area were estimated from a stratified random sample of {points} pixels whose {result.Strata.Count} strata are not the map's classes, following Stehman (2014).",
        };
    }
}
