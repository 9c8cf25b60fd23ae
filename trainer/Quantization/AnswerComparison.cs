using Segment.Exporter;
using Segment.PackageFormat;

namespace Segment.Trainer.Quantization;

/// <summary>Counts how two graphs answer the same validation chips.</summary>
internal sealed class AnswerComparison
{
    private readonly QuantizationChips chips;
    private readonly int classes;
    private readonly byte[][] float32;

    /// <summary>Lets the graph in float32 answer.</summary>
    /// <param name="chips">The chips.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="classes">How many classes it has.</param>
    /// <param name="token">Stops the work.</param>
    public AnswerComparison(QuantizationChips chips, byte[] graph, int classes, CancellationToken token)
    {
        (this.chips, this.classes) = (chips, classes);
        float32 = Answers(graph, token);
    }

    /// <summary>Compares a graph with the one in float32.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>Both graphs' counts, and the share of labelled pixels with the same answer, 0–1.</returns>
    public (ConfusionMatrix Float32, ConfusionMatrix Int8, double Agreement) With(byte[] graph, CancellationToken token)
    {
        var int8 = Answers(graph, token);
        var (reference, variant) = (new ConfusionMatrix(classes), new ConfusionMatrix(classes));
        long same = 0;
        for (var i = 0; i < chips.Validation.Count; i++)
        {
            var labels = chips.Validation[i].Held.Labels;
            reference.Add(labels, float32[i]);
            variant.Add(labels, int8[i]);
            for (var p = 0; p < labels.Length; p++)
            {
                same += labels[p] != ConfusionMatrix.NoClass && float32[i][p] == int8[i][p] ? 1 : 0;
            }
        }

        return (reference, variant, same / (double)reference.Total);
    }

    private byte[][] Answers(byte[] graph, CancellationToken token)
    {
        using var session = new GraphSession(graph, threads: 1);
        var answers = new byte[chips.Validation.Count][];
        for (var i = 0; i < answers.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            var image = chips.Validation[i].Image;
            answers[i] = Answer(session.Run(image.Height, image.Width, image.Pixels), image.Height, image.Width);
        }

        return answers;
    }

    /// <summary>The greatest logit's index for each pixel of the chip in the window's upper left corner.</summary>
    private byte[] Answer(float[] logits, int height, int width)
    {
        var answer = new byte[chips.Height * chips.Width];
        for (var p = 0; p < answer.Length; p++)
        {
            var first = (p / chips.Width * width) + (p % chips.Width);
            var best = 0;
            for (var c = 1; c < classes; c++)
            {
                best = logits[(c * height * width) + first] > logits[(best * height * width) + first] ? c : best;
            }

            answer[p] = (byte)best;
        }

        return answer;
    }
}
