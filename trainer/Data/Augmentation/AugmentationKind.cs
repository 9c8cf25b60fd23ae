namespace Segment.Trainer.Data.Augmentation;

/// <summary>A way to vary chips.</summary>
internal abstract class AugmentationKind
{
    /// <summary>Gets ArcGIS's name.</summary>
    public abstract string Name { get; }

    /// <summary>Gets other names for the same.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>Gets the values that it takes, in the order in which they are given.</summary>
    public virtual IReadOnlyList<AugmentationArgument> Arguments => [];

    /// <summary>Gets how often it is done where no probability is given, 0–1.</summary>
    public virtual double Probability => 1;

    /// <summary>Gets a value indicating whether it moves pixels to places between others, where the image is interpolated.</summary>
    public virtual bool Interpolates => false;

    /// <summary>Varies.</summary>
    /// <param name="variation">The variation so far.</param>
    /// <param name="values">What each of <see cref="Arguments"/> is drawn from.</param>
    /// <param name="subject">What is varied.</param>
    /// <param name="random">Where the values are drawn.</param>
    /// <returns>The variation with this one in it.</returns>
    public abstract Variation Apply(
        Variation variation,
        IReadOnlyList<ValueRange> values,
        AugmentationSubject subject,
        ref ItemRandom random
    );
}
