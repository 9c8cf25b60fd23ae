using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Mixing;

/// <summary>Pastes a rectangle of one chip, with its labels, into another: what is not labelled there stays so.</summary>
/// <remarks>
/// Yun et al. 2019, <see href="https://arxiv.org/abs/1905.04899">CutMix</see>, equations 1 and 2, with α = 1: the share of
/// the chip that stays, λ, is uniform, the rectangle's sides are √(1 − λ) of the chip's, and its centre is anywhere. Where
/// the paper mixes the two classes of whole images, each pixel has its own label here, and takes it along.
/// </remarks>
internal static class CutMix
{
    /// <summary>Pastes into each chip of a batch a part of another one.</summary>
    /// <param name="image">(N, bands, H, W).</param>
    /// <param name="labels">int64 (N, H, W); 255 = ignore.</param>
    /// <param name="random">Draws the rectangle and the pairs.</param>
    /// <returns>The batch, with one target.</returns>
    public static MixedBatch Apply(Tensor image, Tensor labels, Random random)
    {
        var side = Math.Sqrt(1 - random.NextDouble());
        var (top, height) = Span((int)image.shape[2], side, random);
        var (left, width) = Span((int)image.shape[3], side, random);
        using var scope = NewDisposeScope();
        var partners = BatchPairs.Draw((int)image.shape[0], random, image.device);
        var (mixed, target) = (image.clone(), labels.clone());
        Window(mixed, 2).copy_(Window(image, 2).index_select(0, partners));
        Window(target, 1).copy_(Window(labels, 1).index_select(0, partners));
        return new MixedBatch(mixed.MoveToOuterDisposeScope(), [(target.MoveToOuterDisposeScope(), 1)]);

        Tensor Window(Tensor x, int rows) => x.narrow(rows, top, height).narrow(rows + 1, left, width);
    }

    private static (int Start, int Length) Span(int size, double side, Random random)
    {
        var half = size * side / 2;
        var center = random.Next(size);
        var start = Math.Max(0, (int)(center - half));
        return (start, Math.Min(size, (int)(center + half)) - start);
    }
}
