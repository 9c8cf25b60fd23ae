namespace Segment.Raster.Interop;

/// <summary>A field of a vector layer.</summary>
/// <param name="Index">Position in the layer's definition, from 0.</param>
/// <param name="Name">The field's name.</param>
/// <param name="Type">What it holds.</param>
internal readonly record struct OgrField(int Index, string Name, OgrFieldType Type)
{
    /// <summary>Gets whether the field holds whole numbers by its type.</summary>
    public bool IsInteger => Type is OgrFieldType.Integer or OgrFieldType.Integer64;

    /// <summary>Gets whether a class can be read from the field.</summary>
    public bool CanHoldClass => IsInteger || Type is OgrFieldType.Real or OgrFieldType.Text;

    /// <summary>Writes name and type for a message.</summary>
    /// <returns>Such as <c>class_id (integer)</c>.</returns>
    public override string ToString() =>
        Type switch
        {
            OgrFieldType.Integer or OgrFieldType.Integer64 => $"{Name} (integer)",
            OgrFieldType.Real => $"{Name} (real)",
            OgrFieldType.Text => $"{Name} (text)",
            _ => $"{Name} (neither number nor text)",
        };
}
