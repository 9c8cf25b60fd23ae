using Segment.Runtime.Models;

namespace Segment.Runtime.Tests;

public sealed class RunDeadlineTests
{
    [Fact]
    public void A_run_beyond_its_time_is_ended_and_told()
    {
        using var folder = new TestFolder();
        using var model = InferenceModel.Open(TestPackage.Network(folder["light.dlpk"]), InferenceDevice.Cpu);
        var side = 2048 / model.Definition.Stride * model.Definition.Stride;
        var pixels = new float[3 * side * side];

        var thrown = Assert.Throws<SegmentDataException>(() =>
            model.Logits(side, side, pixels, TimeSpan.FromMilliseconds(5))
        );

        Assert.Equal(
            $"{model.Path}: the graph did not finish a window of {side} × {side} pixels within 0.005 s. No "
                + "segmentation network takes so long; do not use this file.",
            thrown.Message
        );
        Assert.Equal(4 * 8 * 8 * 16 * 16, model.Logits(128, 128, new float[3 * 128 * 128]).Length);
    }
}
