namespace Segment.TrainingData.Doctor;

/// <summary>One thing that is looked at. A check is one small file and one line in <see cref="CheckCatalog"/>.</summary>
public abstract class Check
{
    /// <summary>Gets the id, in kebab-case: what findings carry and <c>--force</c> takes.</summary>
    public abstract string Id { get; }

    /// <summary>Gets what it looks at, in one short sentence without a full stop.</summary>
    public abstract string LooksAt { get; }

    /// <summary>Gets a value indicating whether it is looked at before a scene is classified too, not only before training.</summary>
    public virtual bool MattersForMaps => false;

    /// <summary>Tells whether what it looks at is there.</summary>
    /// <param name="patient">The facts.</param>
    /// <returns>Whether <see cref="Examine"/> may be called.</returns>
    public abstract bool AppliesTo(Patient patient);

    /// <summary>Looks.</summary>
    /// <param name="patient">The facts.</param>
    /// <returns>What is found; nothing where all is well.</returns>
    public abstract IEnumerable<Finding> Examine(Patient patient);

    /// <summary>Makes a finding that stops what comes next.</summary>
    /// <param name="title">What is the matter.</param>
    /// <param name="text">What was found, with numbers.</param>
    /// <param name="remedy">What to do.</param>
    /// <returns>The finding.</returns>
    protected Finding Problem(string title, string text, string remedy) =>
        new(Id, Severity.Problem, title, text, remedy);

    /// <summary>Makes a finding that is a warning.</summary>
    /// <param name="title">What is the matter.</param>
    /// <param name="text">What was found, with numbers.</param>
    /// <param name="remedy">What to do.</param>
    /// <returns>The finding.</returns>
    protected Finding Doubt(string title, string text, string remedy) => new(Id, Severity.Doubt, title, text, remedy);
}
