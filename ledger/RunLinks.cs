using Segment.Ledger.Fields;

namespace Segment.Ledger;

/// <summary>Ties runs to each other: a training to the maps that its package made, a map to its assessments.</summary>
internal static class RunLinks
{
    /// <summary>Fills in what a run has from others, and the state of runs that many processes do.</summary>
    /// <param name="runs">All runs, by number.</param>
    /// <returns>The same, tied.</returns>
    public static IReadOnlyList<Run> Tie(IReadOnlyList<Run> runs)
    {
        var maps = runs.Where(run => run is { Operation: RunOperation.Classification, State: RunState.Done }).ToList();
        var packages = runs.Where(MakesPackages).ToList();
        var byHash = packages.ToLookup(run => run.Facts.Text(RunFields.PackageHash) ?? string.Empty);
        var byPath = packages.ToLookup(run => run.Facts.Text(RunFields.Package) ?? string.Empty);
        var makers = maps.ToLookup(map => Maker(map, byHash, byPath)?.Number);
        var assessments = runs.Where(run => run is { Operation: RunOperation.Assessment, State: RunState.Done })
            .ToLookup(run => run.Result);
        var mapsOfPath = maps.ToLookup(map => map.Result);
        var accuracies = maps.ToDictionary(
            map => map.Number,
            map => Accuracy(map, mapsOfPath[map.Result], assessments[map.Result])
        );
        var busy = runs.Where(run => run is { Parent: not null, State: RunState.Running })
            .Select(run => run.Parent)
            .ToHashSet();
        return
        [
            .. runs.Select(run =>
            {
                var newest = run.Operation == RunOperation.Classification ? run : makers[run.Number].LastOrDefault();
                return run with
                {
                    State = run.State == RunState.Open && busy.Contains(run.Number) ? RunState.Running : run.State,
                    Maps = MakesPackages(run) ? makers[run.Number].Count() : null,
                    MapRun = newest?.Number,
                    MapAccuracy = newest is null ? null : accuracies.GetValueOrDefault(newest.Number),
                    Facts = WithInference(run, newest),
                };
            }),
        ];
    }

    private static bool MakesPackages(Run run) =>
        run.Operation is RunOperation.Training or RunOperation.Search
        && run.State is RunState.Done or RunState.Stopped
        && run.Facts.Text(RunFields.Package) is not null;

    // A training has the inference time of its newest map, as a spreadsheet kept by hand would.
    private static RunFacts WithInference(Run run, Run? newest) =>
        MakesPackages(run) && newest is not null
            ? run.Facts.With(RunFields.InferenceSeconds, newest.Facts.Number(RunFields.InferenceSeconds))
            : run.Facts;

    // By content; a package that was changed in place since, as 'segment quantize' does, by its path.
    private static Run? Maker(Run map, ILookup<string, Run> byHash, ILookup<string, Run> byPath) =>
        Before(map, byHash, RunFields.PackageHash) ?? Before(map, byPath, RunFields.Package);

    private static Run? Before(Run map, ILookup<string, Run> packages, RunField<string> field) =>
        map.Facts.Text(field) is { } text ? packages[text].LastOrDefault(run => run.Number < map.Number) : null;

    // The map that an assessment judged is the newest of that path at the time.
    private static double? Accuracy(Run map, IEnumerable<Run> mapsOfPath, IEnumerable<Run> assessments)
    {
        var replaced = mapsOfPath.FirstOrDefault(other => other.Number > map.Number)?.Number ?? long.MaxValue;
        return assessments
            .LastOrDefault(run => run.Number > map.Number && run.Number < replaced)
            ?.Facts.Number(RunFields.Accuracy);
    }
}
