using System.Text.Encodings.Web;
using System.Text.Json;

namespace Segment.TrainingData.Doctor;

/// <summary>Writes a report as JSON; the layout stands in docs/commands.md.</summary>
public static class ReportJson
{
    /// <summary>The version of the layout.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes.</summary>
    /// <param name="report">The report.</param>
    /// <returns>UTF-8 JSON that ends with a line feed.</returns>
    public static byte[] Write(DoctorReport report)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteString("verdict", Verdict(report));
            json.WriteNumber("sampledShare", report.SampledShare);
            json.WriteStartArray("checks");
            foreach (var id in report.Checked)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                Write(json, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static string Verdict(DoctorReport report) =>
        report.Problems.Any() ? "problems"
        : report.Findings.Count > 0 ? "doubts"
        : "well";

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", finding.Check);
        json.WriteString("severity", finding.Severity == Severity.Problem ? "problem" : "doubt");
        json.WriteString("title", finding.Title);
        json.WriteString("text", finding.Text);
        json.WriteString("remedy", finding.Remedy);
        Write(json, finding.Numbers);
        json.WriteStartArray("items");
        foreach (var item in finding.Items)
        {
            json.WriteStartObject();
            json.WriteString("name", item.Name);
            Write(json, item.Numbers);
            if (item.Place is { } place)
            {
                json.WriteStartObject("place");
                json.WriteNumber("row", place.Row);
                json.WriteNumber("column", place.Column);
                json.WriteNumber("height", place.Height);
                json.WriteNumber("width", place.Width);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, double> numbers)
    {
        json.WriteStartObject("numbers");
        foreach (var (name, value) in numbers)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
    }
}
