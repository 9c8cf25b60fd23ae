namespace Segment.Ledger.Fields;

/// <summary>What is known of a run: a value for some of <see cref="RunFields"/>. Immutable.</summary>
public sealed class RunFacts
{
    private readonly IReadOnlyDictionary<RunField, object> values;

    private RunFacts(IReadOnlyDictionary<RunField, object> values) => this.values = values;

    /// <summary>Gets facts that know nothing.</summary>
    public static RunFacts None { get; } = new(new Dictionary<RunField, object>());

    /// <summary>Gets the fields that have a value.</summary>
    public IEnumerable<RunField> Known => values.Keys;

    /// <summary>Gets a value, whatever its type; null where it is not known.</summary>
    /// <param name="field">The field.</param>
    public object? this[RunField field] => values.GetValueOrDefault(field);

    /// <summary>Adds a word.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value; null or empty is left out.</param>
    /// <returns>The facts with it.</returns>
    public RunFacts With(RunField<string> field, string? value) =>
        string.IsNullOrEmpty(value) ? this : WithValue(field, value);

    /// <summary>Adds a number.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value; null, NaN and infinite are left out.</param>
    /// <returns>The facts with it.</returns>
    public RunFacts With<T>(RunField<T> field, T? value)
        where T : struct =>
        value is null or double.NaN or double.PositiveInfinity or double.NegativeInfinity
            ? this
            : WithValue(field, value.Value);

    /// <summary>Adds other facts.</summary>
    /// <param name="others">They stand over these.</param>
    /// <returns>Both.</returns>
    public RunFacts With(RunFacts others) =>
        others.values.Aggregate(this, (all, item) => all.WithValue(item.Key, item.Value));

    /// <summary>Gets a word.</summary>
    /// <param name="field">The field.</param>
    /// <returns>Its value; null where it is not known.</returns>
    public string? Text(RunField<string> field) => (string?)this[field];

    /// <summary>Gets a number.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="field">The field.</param>
    /// <returns>Its value; null where it is not known.</returns>
    public T? Number<T>(RunField<T> field)
        where T : struct => (T?)this[field];

    /// <summary>Takes values that fit their fields.</summary>
    /// <param name="values">The values.</param>
    /// <returns>The facts.</returns>
    internal static RunFacts Of(IEnumerable<(RunField Field, object Value)> values) =>
        new(values.ToDictionary(item => item.Field, item => Fitting(item.Field, item.Value)));

    private static object Fitting(RunField field, object value) =>
        value.GetType() == field.Type
            ? value
            : throw new InvalidCastException($"{field.Column} holds {field.Type.Name}, not {value.GetType().Name}");

    /// <summary>Adds a value of the field's own type.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    /// <returns>The facts with it.</returns>
    internal RunFacts WithValue(RunField field, object value) =>
        new(new Dictionary<RunField, object>(values) { [field] = Fitting(field, value) });
}
