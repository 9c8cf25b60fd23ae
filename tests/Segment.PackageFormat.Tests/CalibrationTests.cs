using System.Text;
using System.Text.Json.Nodes;

namespace Segment.PackageFormat.Tests;

public sealed class CalibrationTests
{
    [Fact]
    public void The_error_is_the_mean_distance_of_confidence_and_accuracy()
    {
        List<ReliabilityBin> bins = [.. Enumerable.Repeat(new ReliabilityBin(0, null, null), Reliability.BinCount)];
        bins[14] = new(30, 0.95, 0.85);
        bins[7] = new(10, 0.5, 0.7);

        Assert.Equal((0.75 * 0.1) + (0.25 * 0.2), Reliability.From(0.4, bins).Error, 12);
        Assert.Equal([0, 7, 14, 14], new[] { 0.0, 0.5, 0.94, 1 }.Select(Reliability.Bin));
    }

    [Fact]
    public void A_calibration_is_kept_and_checked()
    {
        var read = TrainingMetrics.FromJson(Samples.Metrics.ToJson());

        Assert.Equal(1.5, read.Calibration!.Temperature);
        Assert.Equal(0.15, read.Calibration.Validation.Before.Error, 12);
        Assert.Equal(
            [
                "The temperature is 0; 0.01–100 is allowed.",
                "The calibration error before the calibration is 0.1, but the bins give 0.15.",
                "The reliability after the calibration needs 15 bins with some pixels, and shares of 0–1 in those that have any.",
            ],
            (
                Samples.Metrics with
                {
                    Calibration = new(
                        0,
                        new(Samples.Reliability(0.9) with { Error = 0.1 }, Samples.Reliability(0.9) with { Bins = [] }),
                        null
                    ),
                }
            )
                .Problems()
                .Select(p => p.Replace("0.15000000000000002", "0.15", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_layout_before_knew_of_no_calibration()
    {
        var old = JsonNode.Parse(Samples.Metrics.ToJson())!.AsObject();
        old.Remove("calibration");
        old["schemaVersion"] = 2;

        Assert.Null(TrainingMetrics.FromJson(Encoding.UTF8.GetBytes(old.ToJsonString())).Calibration);
    }

    [Fact]
    public void A_definition_without_a_temperature_has_1()
    {
        var plain = Samples.Definition with { Temperature = 1 };
        var json = Encoding.UTF8.GetString(plain.ToJson());

        Assert.DoesNotContain("Temperature", json, StringComparison.Ordinal);
        Assert.Equal(1, ModelDefinition.FromJson(plain.ToJson(), "a.emd").Temperature);
        Assert.Equal(1.5, ModelDefinition.FromJson(Samples.Definition.ToJson(), "a.emd").Temperature);
        Assert.Equal(
            ["The temperature is NaN; 0.01–100 is allowed."],
            (plain with { Temperature = double.NaN }).Problems()
        );
    }
}
