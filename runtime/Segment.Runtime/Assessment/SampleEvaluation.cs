using Segment.PackageFormat;
using Segment.Raster.Samples;

namespace Segment.Runtime.Assessment;

/// <summary>Decides which formulas fit a sample, and estimates.</summary>
/// <param name="options">Says how points were drawn where their file does not.</param>
/// <param name="classes">The map's classes.</param>
/// <param name="mapped">The map's pixels of each class.</param>
/// <param name="strata">The strata that the points' file knows.</param>
/// <param name="points">The interpreted points.</param>
internal sealed class SampleEvaluation(
    AssessmentOptions options,
    IReadOnlyList<LandCoverClass> classes,
    IReadOnlyList<long> mapped,
    IReadOnlyList<SampleStratum> strata,
    IReadOnlyList<MappedPoint> points
)
{
    private readonly string[] names = StratumNames.Of(SampleDesign.Stratified, classes);

    /// <summary>Estimates.</summary>
    /// <param name="note">Told which formulas were taken, and what to know of them.</param>
    /// <returns>The estimates and what they come from; or nulls and the reason.</returns>
    public (AccuracyEstimates? Estimates, StratifiedCounts? Counts, string? Reason) Run(Action<string> note)
    {
        if (Origin() is not { } origin)
        {
            return (null, null, WithoutStrata());
        }

        var (method, from, of) = origin;
        var counts = Counts(from, of);
        var problem = StratifiedEstimator.Problem(counts);
        if (method == EstimationMethod.PostStratified && problem is not null)
        {
            note(
                $"The points fell at random over the map, and {problem}: the map's classes cannot serve as strata, so the intervals are "
                    + "wider than they could be (Stehman 2014 with the whole map as its only stratum)."
            );
            method = EstimationMethod.Stehman2014;
            counts = Counts([new SampleStratum(SampleStratum.WholeMap, mapped.Sum())], _ => 0);
            problem = StratifiedEstimator.Problem(counts);
        }

        if (problem is not null)
        {
            return (
                null,
                null,
                $"No interval: {problem}. Interpret more points; until then the figures hold for these points alone."
            );
        }

        var estimates = StratifiedEstimator.Run(counts, method);
        TellAgreement(estimates, note);
        return (estimates, counts, null);
    }

    private string WithoutStrata()
    {
        var without = points.Count(p => p.Stratum is null);
        return $"{(without == points.Count ? "The points do" : $"{without} of {points.Count} points do")} not say which stratum they were drawn "
            + "from (fields stratum and stratum_px, as 'segment assess sample' writes them), so nobody knows with which chance each "
            + "came into the sample, and no interval can be given. Where they are a random sample of this very map, --design says so.";
    }

    // The formulas know only the spread that the sample shows.
    private void TellAgreement(AccuracyEstimates estimates, Action<string> note)
    {
        var alike = classes.Where(
            (_, c) => IsCertain(estimates.Classes[c].UsersAccuracy) || IsCertain(estimates.Classes[c].ProducersAccuracy)
        );
        var named = string.Join(", ", alike.Select(c => $"'{c.Name}'"));
        if (named.Length > 0)
        {
            note(
                $"All points of {named} agree in user's or producer's accuracy. The ± 0 there says that the sample shows no spread, not "
                    + "that there is none; more points would tell."
            );
        }
    }

    private static bool IsCertain(Estimate? estimate) => estimate is { StandardError: 0 };

    private StratifiedCounts Counts(IReadOnlyList<SampleStratum> from, Func<MappedPoint, int> of)
    {
        var counts = new StratifiedCounts(from, classes.Count);
        foreach (var point in points)
        {
            counts.Add(of(point), point.Map, point.Reference);
        }

        return counts;
    }

    private (EstimationMethod Method, IReadOnlyList<SampleStratum> Strata, Func<MappedPoint, int> Of)? Origin()
    {
        var present = Enumerable.Range(0, classes.Count).Where(c => mapped[c] > 0).ToList();
        SampleStratum[] byClass = [.. present.Select(c => new SampleStratum(names[c], mapped[c]))];
        var onMap = points.All(p => p.Map != ConfusionMatrix.NoClass);
        int ClassOf(MappedPoint point) => present.IndexOf(point.Map);
        if (points.All(p => p.Stratum is null))
        {
            return options.Design is not { } design ? null
                : !onMap ? throw NotOfThisMap()
                : (
                    design == SampleDesign.Random ? EstimationMethod.PostStratified : EstimationMethod.Olofsson2014,
                    byClass,
                    ClassOf
                );
        }

        if (points.Any(p => p.Stratum is null))
        {
            return null;
        }

        if (onMap && strata is [{ Name: SampleStratum.WholeMap } only] && only.Pixels == mapped.Sum())
        {
            return (EstimationMethod.PostStratified, byClass, ClassOf);
        }

        var areClasses =
            strata.ToHashSet().SetEquals(byClass)
            && points.All(p => p.Map != ConfusionMatrix.NoClass && p.Stratum!.Name == names[p.Map]);
        return areClasses
            ? (EstimationMethod.Olofsson2014, byClass, ClassOf)
            : (EstimationMethod.Stehman2014, strata, p => strata.ToList().IndexOf(p.Stratum!));
    }

    private SegmentDataException NotOfThisMap() =>
        new(
            $"--design says that the points in '{options.ReferencePath}' were drawn from this very map, but some lie where it holds no data. "
                + "Leave --design out, or --training-pixels LEAVE_OUT."
        );
}
