using System.Text.Json;
using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>Writes all figures of an assessment as JSON. Shares are 0–1; what does not exist is null.</summary>
internal static class AssessmentJson
{
    private const int SchemaVersion = 1;

    /// <summary>Writes.</summary>
    /// <param name="result">The assessment.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Write(MapAssessmentResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteString("map", Path.GetFileName(result.MapPath));
            json.WriteString("reference", Path.GetFileName(result.ReferencePath));
            json.WriteString("referenceKind", result.Kind.ToString().ToLowerInvariant());
            Overall(json, result);
            Classes(json, result);
            Counts(json, result);
            Sample(json, result);
            json.WriteStartArray("notes");
            result.Notes.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Overall(Utf8JsonWriter json, MapAssessmentResult result)
    {
        Figure(json, "overallAccuracy", result.Estimates?.OverallAccuracy, result.Matrix.Accuracy);
        Number(json, "majorityAccuracy", result.Matrix.MajorityAccuracy);
        Number(json, "macroF1", result.MacroDice);
        Number(json, "meanIoU", result.MeanIoU);
        Number(json, "kappa", result.Kappa);
        Number(json, "quantityDisagreement", result.Disagreement.Quantity);
        Number(json, "allocationDisagreement", result.Disagreement.Allocation);
        json.WriteString("method", result.Estimates?.Method.ToString());
        json.WriteString("noInterval", result.NoEstimates);
    }

    private static void Classes(Utf8JsonWriter json, MapAssessmentResult result)
    {
        var scores = result.Matrix.Scores;
        json.WriteStartArray("classes");
        foreach (var (index, own) in result.Classes.Index())
        {
            var found = result.Estimates?.Classes[index];
            json.WriteStartObject();
            json.WriteNumber("value", own.Value);
            json.WriteString("name", own.Name);
            json.WriteNumber("referenceCount", scores[index].Support);
            Figure(json, "usersAccuracy", found?.UsersAccuracy, scores[index].Precision, result.Estimates is not null);
            Figure(
                json,
                "producersAccuracy",
                found?.ProducersAccuracy,
                scores[index].Recall,
                result.Estimates is not null
            );
            Figure(json, "f1", found?.F1, scores[index].F1, result.Estimates is not null);
            Figure(json, "iou", found?.IoU, scores[index].IoU, result.Estimates is not null);
            json.WriteNumber("mappedPixels", result.MappedPixels[index]);
            Number(json, "mappedHectares", result.MappedPixels[index] * result.PixelHectares);
            if (result.Estimates is { } estimates)
            {
                Figure(json, "areaShare", found!.AreaShare, null);
                Figure(json, "areaPixels", estimates.Area(index), null);
                Figure(
                    json,
                    "areaHectares",
                    result.PixelHectares is { } hectares ? estimates.Area(index).Times(hectares) : null,
                    null
                );
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Counts(Utf8JsonWriter json, MapAssessmentResult result)
    {
        json.WriteStartObject("confusionMatrix");
        json.WriteString("unit", AssessmentText.Unit(result));
        json.WriteString("rows", "reference");
        json.WriteString("columns", "map");
        json.WriteStartArray("counts");
        foreach (var row in result.Matrix.ToRows())
        {
            json.WriteStartArray();
            row.ToList().ForEach(json.WriteNumberValue);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("onNoData", result.Matrix.Unmapped);
        json.WriteEndObject();
    }

    private static void Sample(Utf8JsonWriter json, MapAssessmentResult result)
    {
        if (result.Points is { } points)
        {
            json.WriteStartObject("points");
            json.WriteNumber("all", points.All);
            json.WriteNumber("interpreted", points.Interpreted);
            json.WriteNumber("onNoData", points.Unmapped);
            json.WriteNumber("onTrainingPixels", points.InTraining);
            json.WriteEndObject();
        }

        if (result.Estimates is not { } estimates)
        {
            return;
        }

        json.WriteStartArray("strata");
        foreach (var (stratum, interpreted) in result.Strata)
        {
            json.WriteStartObject();
            json.WriteString("name", stratum.Name);
            json.WriteNumber("pixels", stratum.Pixels);
            json.WriteNumber("points", interpreted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Proportions(json, result, estimates);
    }

    private static void Proportions(Utf8JsonWriter json, MapAssessmentResult result, AccuracyEstimates estimates)
    {
        json.WriteStartObject("areaProportions");
        json.WriteString("rows", "map");
        json.WriteString("columns", "reference");
        json.WriteStartArray("shares");
        for (var map = 0; map < result.Classes.Count; map++)
        {
            json.WriteStartArray();
            for (var reference = 0; reference < result.Classes.Count; reference++)
            {
                json.WriteNumberValue(estimates.Proportions[map, reference]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A figure that chance has an error of is an object; one that was counted is a number.
    private static void Figure(
        Utf8JsonWriter json,
        string name,
        Estimate? estimate,
        double? counted,
        bool isEstimated = false
    )
    {
        if (estimate is not { } figure)
        {
            Number(json, name, isEstimated ? null : counted);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("value", figure.Value);
        json.WriteNumber("standardError", figure.StandardError);
        json.WriteNumber("lower95", figure.Lower);
        json.WriteNumber("upper95", figure.Upper);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
