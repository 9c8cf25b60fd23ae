namespace Segment.PackageFormat.Tests;

public sealed class ConfusionMatrixTests
{
    private static readonly Gen<byte[]> Indices = Gen.Byte[0, 4].Array[1, 200];

    private static readonly Gen<ConfusionMatrix> Matrices = Gen.Long[0, 1_000_000]
        .Array[25]
        .Select(counts => ConfusionMatrix.FromRows([.. counts.Chunk(5)]));

    [Fact]
    public void Scores_follow_the_formulas()
    {
        var matrix = Samples.Matrix;

        Assert.Equal(160, matrix.Total);
        Assert.Equal(150 / 160.0, matrix.Accuracy, 12);
        Assert.Equal(95 / 160.0, matrix.MajorityAccuracy, 12);
        var sea = matrix.Scores[0];
        Assert.Equal(50 / 54.0, sea.Precision!.Value, 12);
        Assert.Equal(50 / 53.0, sea.Recall!.Value, 12);
        Assert.Equal(100 / 107.0, sea.F1!.Value, 12);
        Assert.Equal(50 / 57.0, sea.IoU!.Value, 12);
        Assert.Equal(sea.F1, sea.Dice);
        Assert.Equal(53, sea.Support);
    }

    [Fact]
    public void Kappa_of_a_published_example_is_right()
    {
        // Congalton and Green, 3rd edition, table 5.1: 434 samples of 4 classes, kappa 0.65.
        var matrix = ConfusionMatrix.FromRows([
            [65, 6, 0, 4],
            [4, 81, 11, 7],
            [22, 5, 85, 3],
            [24, 8, 19, 90],
        ]);

        Assert.Equal(0.74, matrix.Accuracy, 2);
        Assert.Equal(0.65, matrix.Kappa, 2);
    }

    [Fact]
    public void Ignored_pixels_do_not_count_and_unmapped_ones_are_told()
    {
        var matrix = new ConfusionMatrix(2);

        matrix.Add([0, 1, 255, 255, 1], [0, 0, 1, 255, 255]);

        Assert.Equal(2, matrix.Total);
        Assert.Equal(1, matrix[0, 0]);
        Assert.Equal(1, matrix[1, 0]);
        Assert.Equal(1, matrix.Unmapped);
    }

    [Fact]
    public void A_class_that_does_not_occur_has_no_scores_and_no_part_in_the_means()
    {
        var matrix = ConfusionMatrix.FromRows([
            [3, 0, 1],
            [0, 4, 0],
            [0, 0, 0],
        ]);

        Assert.Equal(new ClassScore(0, null, 0, 0, 0), matrix.Scores[2]);
        Assert.Equal(((6 / 7.0) + 1) / 2, matrix.MacroDice, 12);
        Assert.Equal(((3 / 4.0) + 1) / 2, matrix.MeanIoU, 12);
    }

    [Fact]
    public void An_empty_matrix_has_no_scores()
    {
        var matrix = new ConfusionMatrix(2);

        Assert.Equal(double.NaN, matrix.Accuracy);
        Assert.Equal(double.NaN, matrix.MajorityAccuracy);
        Assert.Equal(double.NaN, matrix.MacroDice);
        Assert.Equal(double.NaN, matrix.MeanIoU);
        Assert.Equal(double.NaN, matrix.Kappa);
        Assert.Equal(new ClassScore(null, null, null, null, 0), matrix.Scores[0]);
    }

    [Fact]
    public void Kappa_is_undefined_where_only_one_class_is_met()
    {
        var matrix = ConfusionMatrix.FromRows([
            [9, 0],
            [0, 0],
        ]);

        Assert.Equal(1, matrix.Accuracy);
        Assert.Equal(double.NaN, matrix.Kappa);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var matrix = new ConfusionMatrix(3);

        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(255));
        Assert.Throws<ArgumentException>(() => matrix.Add([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add([3], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add([3], [255]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add([0], [3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(0, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, -1]);
        Assert.Throws<ArgumentException>(() => matrix.Add(new ConfusionMatrix(2)));
        Assert.Throws<ArgumentException>(() =>
            ConfusionMatrix.FromRows([
                [1, 2],
                [3],
            ])
        );
    }

    [Fact]
    public void Accuracy_is_the_micro_averaged_dice() =>
        Matrices
            .Where(m => m.Total > 0)
            .Sample(m =>
            {
                var hits = Enumerable.Range(0, 5).Sum(c => m[c, c]);
                var falsePositives = m.Total - hits;
                var falseNegatives = m.Total - hits;
                Assert.Equal(2.0 * hits / ((2 * hits) + falsePositives + falseNegatives), m.Accuracy, 12);
            });

    [Fact]
    public void Transposing_swaps_precision_and_recall_and_keeps_the_rest() =>
        Matrices
            .Where(m => m.Total > 0)
            .Sample(m =>
            {
                var t = new ConfusionMatrix(5);
                foreach (var (row, column) in Enumerable.Range(0, 25).Select(i => (i / 5, i % 5)))
                {
                    t.Add(column, row, m[row, column]);
                }

                Assert.Equal(m.Scores.Select(s => s.Precision), t.Scores.Select(s => s.Recall));
                Assert.Equal(m.Scores.Select(s => s.F1), t.Scores.Select(s => s.F1));
                Assert.Equal(m.Scores.Select(s => s.IoU), t.Scores.Select(s => s.IoU));
                Assert.Equal(m.Kappa, t.Kappa, 12);
            });

    [Fact]
    public void Adding_in_parts_equals_adding_at_once() =>
        Gen.Select(Indices, Gen.Int[0, 200])
            .Sample(
                (truth, cut) =>
                {
                    cut = Math.Min(cut, truth.Length);
                    var predicted = truth.Reverse().Select((v, i) => i % 3 == 0 ? (byte)255 : v).ToArray();
                    var (whole, first, second) = (
                        new ConfusionMatrix(5),
                        new ConfusionMatrix(5),
                        new ConfusionMatrix(5)
                    );

                    whole.Add(truth, predicted);
                    first.Add(truth.AsSpan(0, cut), predicted.AsSpan(0, cut));
                    second.Add(truth.AsSpan(cut), predicted.AsSpan(cut));
                    first.Add(second);

                    Assert.Equal(whole.ToRows(), first.ToRows());
                    Assert.Equal(whole.Unmapped, first.Unmapped);
                }
            );

    [Fact]
    public void Dice_and_IoU_of_a_class_follow_from_each_other() =>
        Matrices.Sample(m =>
        {
            foreach (var s in m.Scores.Where(s => s.IoU is not null))
            {
                Assert.Equal(2 * s.IoU!.Value / (1 + s.IoU.Value), s.Dice!.Value, 12);
            }
        });

    [Fact]
    public void A_right_answer_everywhere_scores_one() =>
        Indices.Sample(truth =>
        {
            var matrix = new ConfusionMatrix(5);

            matrix.Add(truth, truth);

            Assert.Equal(1, matrix.Accuracy);
            Assert.Equal(1, matrix.MacroDice);
            Assert.Equal(1, matrix.MeanIoU);
        });
}
