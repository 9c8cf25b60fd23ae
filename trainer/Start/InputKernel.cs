using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Trainer.Start;

/// <summary>Finds the kernel that reads the image.</summary>
internal static class InputKernel
{
    /// <summary>Finds it: it is the only parameter whose shape depends on the number of bands.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <returns>Its name within the encoder, such as <c>conv1.weight</c>.</returns>
    public static string Of(Encoder encoder)
    {
        var (one, two) = (Parameters(encoder, 1), Parameters(encoder, 2));
        return one.Values.Single(p => !p.Shape.SequenceEqual(two[p.Name].Shape)).Name;
    }

    /// <summary>Lists an encoder's parameters.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="bands">Channels of the image.</param>
    /// <returns>Its parameters by name.</returns>
    public static IReadOnlyDictionary<string, ParameterDeclaration> Parameters(Encoder encoder, int bands)
    {
        var ops = new ShapeOps();
        _ = encoder.Apply(ops, new Scope(string.Empty), new MapShape(bands, 64, 64));
        return ops.Parameters;
    }
}
