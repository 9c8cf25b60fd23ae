using static TorchSharp.torch;

namespace Segment.Trainer.Tests;

/// <summary>Counts the tensors that an action leaves behind.</summary>
internal static class TensorCount
{
    /// <summary>Counts them.</summary>
    /// <param name="parameters">Parameters that the action makes: TorchSharp counts what each was made of for ever.</param>
    /// <param name="action">The action.</param>
    /// <returns>Their number.</returns>
    public static long LeftBy(int parameters, Action action)
    {
        var before = Tensor.TotalCount;
        action();
        return Tensor.TotalCount - before - parameters;
    }
}
