using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>Figures of an assessment as they stand in tables and sentences.</summary>
internal static class AssessmentText
{
    /// <summary>Names what was counted.</summary>
    /// <param name="result">The assessment.</param>
    /// <returns><c>points</c> or <c>pixels</c>.</returns>
    public static string Unit(MapAssessmentResult result) => result.Kind == ReferenceKind.Points ? "points" : "pixels";

    /// <summary>Gets a class's user's accuracy.</summary>
    /// <param name="result">The assessment.</param>
    /// <param name="index">The class.</param>
    /// <returns>0–1; null where it is not known.</returns>
    public static double? Users(MapAssessmentResult result, int index) =>
        result.Estimates is { } e ? e.Classes[index].UsersAccuracy?.Value : result.Matrix.Scores[index].Precision;

    /// <summary>Gets a class's producer's accuracy.</summary>
    /// <param name="result">The assessment.</param>
    /// <param name="index">The class.</param>
    /// <returns>0–1; null where it is not known.</returns>
    public static double? Producers(MapAssessmentResult result, int index) =>
        result.Estimates is { } e ? e.Classes[index].ProducersAccuracy?.Value : result.Matrix.Scores[index].Recall;

    /// <summary>Gets a class's F1.</summary>
    /// <param name="result">The assessment.</param>
    /// <param name="index">The class.</param>
    /// <returns>0–1; null where it is not known.</returns>
    public static double? F1(MapAssessmentResult result, int index) =>
        result.Estimates is { } e ? e.Classes[index].F1?.Value : result.Matrix.Scores[index].F1;

    /// <summary>Gets a class's intersection over union.</summary>
    /// <param name="result">The assessment.</param>
    /// <param name="index">The class.</param>
    /// <returns>0–1; null where it is not known.</returns>
    public static double? IoU(MapAssessmentResult result, int index) =>
        result.Estimates is { } e ? e.Classes[index].IoU?.Value : result.Matrix.Scores[index].IoU;

    /// <summary>Writes a share with half its interval.</summary>
    /// <param name="share">The share; null where it is not known.</param>
    /// <returns>Such as <c>88.9 ± 4.1 %</c>, or a dash.</returns>
    public static string Share(Estimate? share) =>
        share is { } s ? $"{s.Value * 100:0.0}\u00a0±\u00a0{s.HalfWidth * 100:0.0}\u00a0%" : "–";

    /// <summary>Writes an amount with half its interval.</summary>
    /// <param name="amount">The amount.</param>
    /// <returns>Such as <c>1,640 ± 159</c>.</returns>
    public static string Amount(Estimate amount) => $"{amount.Value:N0}\u00a0±\u00a0{amount.HalfWidth:N0}";
}
