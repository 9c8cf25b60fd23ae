using Segment.Raster;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Doctor.Facts;
using static Segment.TrainingData.Tests.Doctor.Patients;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>Cases of the checks on classes and polygons.</summary>
internal static class LabelCases
{
    private static readonly PolygonFacts Twin = Polygons[0] with { Feature = Polygons[0].Feature with { Number = 8 } };

    private static readonly PolygonFacts Outside = Polygon(8, 0) is var p
        ? p with
        {
            Feature = p.Feature with { Bounds = new PixelWindow(2000, 0, 20, 20) },
        }
        : null!;

    private static Patient With(params ClassFacts[] classes) => Healthy with { Classes = classes, Split = null };

    private static Patient WithLast(PolygonFacts polygon) => Healthy with { Labels = Labels([.. Polygons, polygon]) };

    public static IEnumerable<CheckCase> All { get; } =
    [
        new(
            "one-class-nearly-everything",
            With(Class(Water, 9000), Class(Forest, 1000)),
            With(Class(Water, 8900), Class(Forest, 1100)),
            "Water (1) has 9,000 of 10,000 labelled pixels (90 %)"
        ),
        new(
            "one-class-nearly-everything",
            With(Class(Water, 99_960), Class(Forest, 40)),
            With(Class(Water, 5000), Class(Forest, 5000)),
            "(99.96 %)",
            Severity.Problem
        ),
        new(
            "one-class-nearly-everything",
            With(Class(Water, 5000)),
            With(Class(Water, 5000), Class(Forest, 5000)),
            "5,000 of 5,000",
            Severity.Problem
        ),
        new(
            "class-few-pixels",
            With(Class(Water, 500), Class(Forest, 99)),
            With(Class(Water, 500), Class(Forest, 100)),
            "Forest (2): 99 labelled pixels"
        ),
        new(
            "class-few-polygons",
            With(Class(Water, 500), Class(Forest, 500, polygons: 2)),
            With(Class(Water, 500), Class(Forest, 500, polygons: 3)),
            "Forest (2): 2 polygons"
        ),
        new(
            "class-few-blocks",
            With(Class(Water, 500), Class(Forest, 500, blocks: 1)),
            With(Class(Water, 500), Class(Forest, 500, blocks: 2)),
            "All pixels of Forest (2) lie in one block"
        ),
        new(
            "class-missing-from-split",
            Healthy with
            {
                Split = Split([10, 10], [10, 0]),
            },
            Healthy with
            {
                Split = Split([10, 10], [10, 1]),
            },
            "Forest (2): 10 training and 0 validation pixels"
        ),
        new("polygons-outside-scene", WithLast(Outside), WithLast(Polygon(8, 0)), "1 of 9 features, of 1 class"),
        new("polygons-smaller-than-pixel", WithLast(Polygon(8, 0, 0.4)), WithLast(Polygon(8, 0, 1)), "1 of 9 polygons"),
        new(
            "polygons-smaller-than-pixel",
            Healthy with
            {
                Labels = Labels(Polygon(0, 0, 0.2)),
            },
            Healthy with
            {
                Labels = Labels(Polygon(0, 0)),
            },
            "1 of them label nothing at all",
            Severity.Problem
        ),
        new(
            "polygons-on-nodata",
            WithLast(Polygon(8, 0, valid: 0.4)),
            WithLast(Polygon(8, 0, valid: 0.6)),
            "1 of 9 features"
        ),
        new(
            "polygons-on-nodata",
            Healthy with
            {
                Labels = Labels(Polygon(0, 0, valid: 0)),
            },
            Healthy,
            "1 of them wholly",
            Severity.Problem
        ),
        new(
            "overlapping-classes",
            Healthy with
            {
                Labels = Labels(Polygons) with
                {
                    ContestedPixels = 90,
                    Contested = "90 pixels (8.1 ha: Water and Forest 90)",
                },
            },
            Healthy,
            "90 pixels (8.1 ha: Water and Forest 90), 1 % of the labelled pixels"
        ),
        new("duplicate-polygons", WithLast(Twin), WithLast(Polygon(8, 0)), "1 feature of 9 cover exactly"),
        new(
            "labels-contradict-spectra",
            WithLast(Polygon(8, 0, mean: [303, 97, 401])),
            WithLast(Polygon(8, 0, mean: [102, 199, 51])),
            "is drawn as Water (1) but looks like Forest (2): "
        ),
    ];
}
