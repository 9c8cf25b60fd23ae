using Segment.Raster.Chips;
using Segment.TrainingData.Pages;
using Segment.TrainingData.Reviewing;

namespace Segment.Tests;

/// <summary>Made-up models to review: three classes, four bands, five epochs.</summary>
internal static class ReviewedModels
{
    public const int Side = 12;

    public static readonly LandCoverClass[] Classes =
    [
        new(1, "Water", new ClassColor(31, 120, 180)),
        new(2, "Forest", new ClassColor(0, 105, 31)),
        new(7, "Bare soil <b>", new ClassColor(246, 215, 139)),
    ];

    /// <summary>Makes a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="wrong">Forest pixels that it takes for water, of 60.</param>
    /// <param name="water">Water pixels.</param>
    public static ReviewedModel Make(string name = "belize", int wrong = 6, int water = 30)
    {
        var validation = Scores(wrong, water);
        var test = Scores(wrong / 2, water);
        var reliability = Reliability.From(
            0.4,
            [
                .. Enumerable
                    .Range(0, Reliability.BinCount)
                    .Select(i =>
                        i < 8 ? new ReliabilityBin(0, null, null) : new ReliabilityBin(10, (i + 0.5) / 15, i / 15.0)
                    ),
            ]
        );
        return new ReviewedModel
        {
            Source = $"runs/{name}",
            Definition = Definition(name),
            Metrics = TrainingMetrics.From(
                validation,
                4,
                new SplitProof(SplitMethod.Spatial, 40, 5, 5, 3, 0, 4),
                test,
                new Calibration(1.5, new(reliability, reliability), new(reliability, reliability))
            ),
            History = History,
            Review = Review(),
            Record = new RunRecord
            {
                FinishedUtc = new DateTime(2026, 11, 23, 3, 4, 42, DateTimeKind.Utc),
                Seconds = 130,
                EpochSeconds = [20, 21.5, 19, 22, 20],
                Device = "cpu (bfloat16)",
                Threads = 2,
            },
            PackageBytes = 1_050_000,
        };
    }

    /// <summary>Makes a chip and an answer: a ramp in each band, truth in the upper half, the answer wrong in its first row.</summary>
    public static (Chip Chip, byte[] Answer) Chip(int number)
    {
        const int pixels = Side * Side;
        var samples = Enumerable
            .Range(0, 4 * pixels)
            .Select(i => (float)(((i % pixels) * ((i / pixels) + 1)) + number))
            .ToArray();
        var labels = Enumerable
            .Range(0, pixels)
            .Select(i => i < pixels / 2 ? (byte)(number % 3) : byte.MaxValue)
            .ToArray();
        var answer = Enumerable.Range(0, pixels).Select(i => (byte)((number + (i < Side ? 1 : 0)) % 3)).ToArray();
        return (new Chip(Side, Side, samples, labels), answer);
    }

    private static TrainingHistory History =>
        new()
        {
            Monitor = "valid_loss",
            BestEpoch = 4,
            Epochs =
            [
                .. Enumerable
                    .Range(1, 5)
                    .Select(e => new EpochRecord(
                        e,
                        2.0 / e,
                        e == 5 ? 0.9 : 2.2 / e,
                        0.5 + (0.08 * e),
                        0.4 + (0.08 * e),
                        0.001 / e,
                        0.3 + (0.08 * e),
                        e == 5 ? 0.9 : 2.2 / e
                    )),
            ],
            ClassIoU = [.. Enumerable.Range(1, 5).Select(e => (double[])[0.1 * e, 0.15 * e, 0.12 * e])],
        };

    private static PartScores Scores(int wrong, int water) =>
        PartScores.From(
            ConfusionMatrix.FromRows([
                [water, 0, 0],
                [wrong, 60 - wrong, 0],
                [0, 2, 18],
            ]),
            Classes,
            0.55
        );

    private static ModelReview Review()
    {
        var chips = Enumerable.Range(0, 4).Select(Chip).ToList();
        var planes = new ChipPlanes([.. chips.Select(c => c.Chip)], [0, 1, 2, 3]);
        double[] rates = [.. Enumerable.Range(0, 60).Select(i => 1e-6 * Math.Pow(1.25, i))];
        return new ModelReview
        {
            Parameters = [new("Batch size", "8 chips (auto)"), new("Augmentation", "flips and quarter turns")],
            Notices = ["Split by space, in 4 blocks of 32 px."],
            RateSearch = new RateCurve
            {
                Rates = rates,
                Losses = [.. rates.Select(r => r < 0.01 ? 1.5 - (100 * r) : 1.5 + r)],
                Smoothed = [.. rates.Select(r => r < 0.01 ? 1.5 - (100 * r) : 1.5 + r)],
                Begins = 1e-3,
                Ends = 1e-2,
            },
            ChipBands = planes.Bands,
            Chips = [.. chips.Select((c, i) => planes.Pack($"00000000{i}", c.Chip, c.Answer))],
        };
    }

    private static ModelDefinition Definition(string name) =>
        new()
        {
            Name = name,
            Version = "4404293e",
            ModelType = "unet",
            Backbone = "light",
            Classes = Classes,
            Bands = [.. Enumerable.Range(0, 4).Select(b => new BandDefinition(b, $"Band_{b + 1}", PixelType.UInt16))],
            SourceBandCount = 4,
            ChipSize = Side,
            CellSizeX = 100,
            CellSizeY = 100,
            CrsWkt = "",
            Normalization = new Normalization([1, 2, 3, 4], [1, 1, 1, 1]),
            Padding = 8,
            ReceptiveFieldRadius = 8,
            Stride = 8,
            IgnoreValue = 0,
            MapNoData = 255,
            HasClassOutput = false,
            Temperature = 1.5,
            Training = new TrainingSummary
            {
                Chips = 40,
                LabelledPixels = [1000, 2000, 300],
                Epochs = 5,
                BestEpoch = 4,
                Seed = 42,
                LearningRate = 0.002,
                BatchSize = 8,
                Device = "cpu",
                SegmentVersion = "0.1.0",
            },
        };
}
