using System.Text;

namespace Segment.PackageFormat.Tests;

public sealed class TrainingMetricsTests
{
    [Fact]
    public void A_file_read_back_says_the_same()
    {
        var json = Samples.Metrics.ToJson();

        var read = TrainingMetrics.FromJson(json);

        Assert.Equal(json, read.ToJson());
        Assert.Equal(Samples.Metrics.Accuracy, read.Accuracy);
        Assert.Equal(Samples.Metrics.Classes, read.Classes);
        Assert.Equal(Samples.Metrics.Split, read.Split);
    }

    [Fact]
    public void The_keys_are_those_of_the_documentation()
    {
        using var json = System.Text.Json.JsonDocument.Parse(Samples.Metrics.ToJson());

        Assert.Equal(
            "schemaVersion epoch loss accuracy majorityAccuracy macroDice meanIoU classes confusionMatrix split test calibration",
            string.Join(' ', json.RootElement.EnumerateObject().Select(p => p.Name))
        );
        Assert.Equal(
            "value name precision recall f1 iou dice support",
            string.Join(' ', json.RootElement.GetProperty("classes")[0].EnumerateObject().Select(p => p.Name))
        );
        Assert.Equal(
            "method trainChips validationChips testChips droppedChips sharedPixels gapPixels",
            string.Join(' ', json.RootElement.GetProperty("split").EnumerateObject().Select(p => p.Name))
        );
    }

    [Fact]
    public void Test_scores_are_kept_and_checked()
    {
        var test = PartScores.From(
            ConfusionMatrix.FromRows([
                [3, 0, 0],
                [1, 2, 0],
                [0, 0, 4],
            ]),
            Samples.Classes,
            0.3
        );
        var metrics = Samples.Metrics with
        {
            Test = test,
            Calibration = null,
            Split = Samples.Split with { TestChips = 2 },
        };

        Assert.Empty(metrics.Problems());
        Assert.Equal(0.9, TrainingMetrics.FromJson(metrics.ToJson()).Test!.Accuracy);
        Assert.Equal(
            ["The accuracy is 1, but the confusion matrix gives 0.9."],
            (metrics with { Test = test with { Accuracy = 1 } }).Problems()
        );
    }

    [Fact]
    public void A_file_of_version_1_is_lifted()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "golden", "TrainingMetrics", "version-1.json");

        var read = TrainingMetrics.FromJson(File.ReadAllBytes(path));

        Assert.Equal(3, read.SchemaVersion);
        Assert.Equal(SplitMethod.Spatial, read.Split.Method);
        Assert.Equal(0, read.Split.TestChips);
        Assert.Null(read.Test);
    }

    [Fact]
    public void A_class_without_pixels_has_null_scores()
    {
        var metrics = TrainingMetrics.From(
            ConfusionMatrix.FromRows([
                [3, 0, 0],
                [1, 2, 0],
                [0, 0, 0],
            ]),
            Samples.Classes,
            1,
            0.5,
            Samples.Split
        );

        var read = TrainingMetrics.FromJson(metrics.ToJson());

        Assert.Null(read.Classes[2].Precision);
        Assert.Null(read.Classes[2].Dice);
    }

    [Theory]
    [InlineData(
        "\"accuracy\": 0.9375",
        "\"accuracy\": 0.99",
        "metrics.json: The accuracy is 0.99, but the confusion matrix gives 0.9375."
    )]
    [InlineData(
        "\"support\": 53",
        "\"support\": 54",
        "metrics.json: The scores of class 1 do not follow from the confusion matrix (support 53, F1 0.9345794392523364)."
    )]
    [InlineData(
        "\"gapPixels\": 32",
        "\"gapPixels\": -1",
        "metrics.json: The split of 12 training, 3 validation, 0 test and 5 dropped chips, 0 shared pixels and a gap of -1 px is not possible."
    )]
    [InlineData("\"epoch\": 2", "\"epoch\": 0", "metrics.json: The metrics are of epoch 0; epochs are counted from 1.")]
    [InlineData(
        "\"loss\": 0.25",
        "\"loss\": 1e400",
        "metrics.json: The validation loss is Infinity; a finite number is allowed."
    )]
    [InlineData(
        "50,",
        "50000000000000000,",
        "metrics.json: The confusion matrix holds a count that is not allowed; counts are 0–100000000000000."
    )]
    [InlineData(
        "\"schemaVersion\": 3",
        "\"schemaVersion\": 4",
        "metrics.json has layout version 4; this program reads versions up to 3. Use a newer Segment."
    )]
    [InlineData(
        "\"schemaVersion\": 3",
        "\"schemaVersion\": \"2\"",
        "metrics.json is wrong at $.schemaVersion: the version of the layout is a whole number from 1 up."
    )]
    [InlineData(
        "\"schemaVersion\": 3,",
        "",
        "metrics.json is wrong at $.schemaVersion: the version of the layout is missing."
    )]
    [InlineData(
        "\"testChips\": 0",
        "\"testChips\": 2",
        "metrics.json: The split has 2 test chips and the metrics no test scores; both or none are needed."
    )]
    [InlineData(
        "\"method\": \"spatial\"",
        "\"method\": \"lucky\"",
        "metrics.json is wrong at $.split.method: the value is not of the kind that belongs there."
    )]
    [InlineData("\"test\": null", "\"note\": null", "metrics.json is wrong at $.note: the key 'note' is not known.")]
    [InlineData("\"epoch\": 2,", "", "metrics.json is wrong at $: missing: 'epoch'.")]
    [InlineData(
        "\"epoch\": 2,",
        "\"epoch\": 2, \"epoch\": 2,",
        "metrics.json is wrong at $: the key 'epoch' stands there twice."
    )]
    [InlineData(
        "\"epoch\": 2,",
        "\"epoch\": 2, \"note\": 2,",
        "metrics.json is wrong at $.note: the key 'note' is not known."
    )]
    [InlineData(
        "\"epoch\": 2",
        "\"epoch\": \"two\"",
        "metrics.json is wrong at $.epoch: the value is not of the kind that belongs there."
    )]
    [InlineData(
        "\"name\": \"Sea\"",
        "\"name\": null",
        "metrics.json is wrong at $.classes[0].name: the value is not of the kind that belongs there."
    )]
    [InlineData(
        "\"classes\": [",
        "\"classes\": [ null, ",
        "metrics.json is wrong at $.classes[0]: null is no item of this list."
    )]
    [InlineData("\"epoch\": 2,", "\"epoch\": 2", "metrics.json is not JSON (line 4).")]
    public void A_file_that_is_wrong_is_refused_with_the_place(string part, string instead, string message)
    {
        var text = Encoding.UTF8.GetString(Samples.Metrics.ToJson());
        Assert.Contains(part, text, StringComparison.Ordinal);
        var json = Encoding.UTF8.GetBytes(Replace(text, part, instead));

        var e = Assert.Throws<SegmentDataException>(() => TrainingMetrics.FromJson(json));

        Assert.Equal(message, e.Message);
    }

    [Fact]
    public void Metrics_need_a_pixel_and_as_many_classes_as_the_matrix()
    {
        Assert.Throws<ArgumentException>(() =>
            TrainingMetrics.From(new ConfusionMatrix(3), Samples.Classes, 1, 0, Samples.Split)
        );
        Assert.Throws<ArgumentException>(() =>
            TrainingMetrics.From(Samples.Matrix, Samples.Classes[..2], 1, 0, Samples.Split)
        );
    }

    private static string Replace(string text, string part, string instead)
    {
        var at = text.IndexOf(part, StringComparison.Ordinal);
        return text[..at] + instead + text[(at + part.Length)..];
    }
}
