using Segment.PackageFormat;
using Segment.TrainingData.Doctor.Checks;

namespace Segment.TrainingData.Doctor;

/// <summary>All checks, in the order they are listed in. Tests run over this list.</summary>
public static class CheckCatalog
{
    /// <summary>Gets the checks.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new ChipLargerThanPolygons(),
        new ChipLargerThanScene(),
        new ChipSpansKilometres(),
        new FewChips(),
        new MostlyIgnore(),
        new StrideLargerThanTile(),
        new OneClassNearlyEverything(),
        new ClassFewPixels(),
        new ClassFewPolygons(),
        new ClassFewBlocks(),
        new ClassMissingFromSplit(),
        new PolygonsOutsideScene(),
        new PolygonsSmallerThanPixel(),
        new PolygonsOnNoData(),
        new OverlappingClasses(),
        new DuplicatePolygons(),
        new LabelsContradictSpectra(),
        new NoCrs(),
        new EmptyBand(),
        new ConstantBand(),
        new DuplicateBand(),
        new NoDataInsideRange(),
        new NoDataNotDeclared(),
        new MixedTypes(),
        new MixedScales(),
        new SceneBandCount(),
        new SceneBandTypes(),
        new SceneBandNames(),
        new SceneBandOrder(),
        new SceneSensorScale(),
        new SceneValueRange(),
        new SceneCellSize(),
        new AccuracyNoBetter(),
        new DiceNearZero(),
        new ClassNeverPredicted(),
        new ValidationPixelsSeen(),
        new LossNeverMoved(),
        new LossDiverged(),
    ];

    /// <summary>Refuses ids that no check has.</summary>
    /// <param name="ids">What <c>--force</c> was given.</param>
    /// <exception cref="SegmentDataException">There is no such check; the nearest one is named.</exception>
    public static void RequireKnown(IEnumerable<string> ids)
    {
        string[] known = [.. All.Select(c => c.Id)];
        foreach (var id in ids.Where(i => !known.Contains(i, StringComparer.Ordinal)))
        {
            throw new SegmentDataException($"--force names no check: '{id}'. {NearestName.Hint(id, known)}");
        }
    }
}
