namespace Segment.TrainingData.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Check">The check's id, in kebab-case; what <c>--force</c> takes.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Title">What is the matter, in a few words, without a full stop.</param>
/// <param name="Text">What was found, with the numbers and what they are measured against: one to three sentences.</param>
/// <param name="Remedy">What to do; a command to paste stands in backticks.</param>
public sealed record Finding(string Check, Severity Severity, string Title, string Text, string Remedy)
{
    /// <summary>Gets the figures behind the text by name; the name ends in the unit where there is one.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <summary>Gets the things that it is about, worst first; empty where it is about the whole.</summary>
    public IReadOnlyList<FindingItem> Items { get; init; } = [];
}
