using System.Text;
using System.Text.Json.Nodes;
using Segment.PackageFormat.Json;

namespace Segment.PackageFormat.Tests;

public sealed class VersionedJsonTests
{
    // Layouts that never were: version 1 called the epochs "rounds", version 2 had no best epoch.
    private static readonly Action<JsonObject>[] Upgrades =
    [
        root =>
        {
            root["epochs"] = root["rounds"]!.DeepClone();
            root.Remove("rounds");
        },
        root =>
        {
            root["bestEpoch"] = root["epochs"]!.AsArray().Count;
            root["monitor"] = "valid_loss";
        },
    ];

    private static readonly VersionedJson<TrainingHistory> Json = new(
        PackageJson.WithOwnKeys<TrainingHistory>(),
        ["schemaVersion"],
        Upgrades
    );

    private const string Epochs =
        """[{"epoch":1,"trainLoss":1,"validLoss":1,"accuracy":0.5,"macroDice":0.5,"learningRate":0.1,"meanIoU":null,"monitored":1}]""";

    [Theory]
    [InlineData("""{"schemaVersion":1,"rounds":""" + Epochs + "}")]
    [InlineData("""{"schemaVersion":2,"epochs":""" + Epochs + "}")]
    [InlineData("""{"schemaVersion":3,"monitor":"valid_loss","bestEpoch":1,"epochs":""" + Epochs + "}")]
    public void Every_older_version_is_lifted_step_by_step(string text)
    {
        var history = Json.Read(Encoding.UTF8.GetBytes(text), "history.json");

        Assert.Equal(3, history.SchemaVersion);
        Assert.Equal(1, history.BestEpoch);
        Assert.Equal(0.1, history.Epochs.Single().LearningRate);
    }

    [Fact]
    public void A_lifted_file_is_read_as_strictly()
    {
        var text = """{"schemaVersion":2,"note":1,"epochs":""" + Epochs + "}";

        var e = Assert.Throws<SegmentDataException>(() => Json.Read(Encoding.UTF8.GetBytes(text), "history.json"));

        Assert.Equal("history.json is wrong at $.note: the key 'note' is not known.", e.Message);
    }

    [Fact]
    public void A_newer_version_is_refused()
    {
        var e = Assert.Throws<SegmentDataException>(() =>
            Json.Read("{\"schemaVersion\":4}"u8.ToArray(), "history.json")
        );

        Assert.Equal(
            "history.json has layout version 4; this program reads versions up to 3. Use a newer Segment.",
            e.Message
        );
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_refused()
    {
        var bytes = Encoding.Latin1.GetBytes("{\"schemaVersion\":3,\"é\":1}");

        Assert.Throws<SegmentDataException>(() => Json.Read(bytes, "history.json"));
    }

    [Fact]
    public void A_deep_nest_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("[", 5000));

        Assert.Throws<SegmentDataException>(() => Json.Read(Encoding.UTF8.GetBytes(text), "history.json"));
    }
}
