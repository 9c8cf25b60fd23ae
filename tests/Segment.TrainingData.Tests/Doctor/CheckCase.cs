using Segment.TrainingData.Doctor;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>A check with facts in which it must find something, and facts close by in which it must not.</summary>
internal sealed record CheckCase(
    string Id,
    Patient Fires,
    Patient Quiet,
    string TextPart,
    Severity Severity = Severity.Doubt
);
