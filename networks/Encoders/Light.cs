using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>A small residual encoder for laptops: the first skip at full resolution, total stride 8.</summary>
internal sealed class Light()
    : Encoder("light", [new(16, 1), new(32, 2), new(64, 4), new(64, 8)], "https://arxiv.org/abs/1512.03385")
{
    public static Encoder[] Family { get; } = [new Light()];

    public override T[] Apply<T>(IOps<T> ops, Scope weights, T image)
    {
        var x = ops.Relu(ops.BatchNorm(ops.Conv(image, weights["conv1"], Stages[0].Channels, 3), weights["bn1"]));
        var maps = new T[Stages.Count];
        maps[0] = x;
        for (var stage = 1; stage < maps.Length; stage++)
        {
            x = BasicBlock.Apply(ops, weights[$"layer{stage}"][0], x, Stages[stage].Channels, 2);
            maps[stage] = x;
        }

        return maps;
    }
}
