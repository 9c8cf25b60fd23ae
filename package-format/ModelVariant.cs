namespace Segment.PackageFormat;

/// <summary>The forms in which a package can hold its network.</summary>
public enum ModelVariant
{
    /// <summary>As it was trained: numbers of 32 bits. Every package holds it.</summary>
    Float32,

    /// <summary>Integers of 8 bits wherever they are faster: see <see cref="Int8Variant"/>.</summary>
    Int8,
}
