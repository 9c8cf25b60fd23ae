namespace Segment.Trainer.Options;

/// <summary>
/// How a first convolution that was trained on red, green and blue becomes one for the bands of the chips. The last three
/// are ArcGIS's.
/// </summary>
/// <remarks>
/// A kernel that is taken over is multiplied by 3 / bands, so that the sum over the bands stays as large
/// (<see href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/_manipulate.py">timm,
/// adapt_input_conv</see>).
/// </remarks>
public enum WeightInitScheme
{
    /// <summary><see cref="BandName"/> where the chips name a red, a green and a blue band, else <see cref="Repeat"/>.</summary>
    Auto,

    /// <summary>Bands named red, green and blue take their kernels, all others the mean of the three.</summary>
    BandName,

    /// <summary>The kernels are repeated over the bands in their order; a single band takes their mean. timm's way.</summary>
    Repeat,

    /// <summary>Red, green and blue (by name, else the first three bands) take their kernels; others start at random.</summary>
    Random,

    /// <summary>As <see cref="Random"/>, but the other bands take the red kernel.</summary>
    RedBand,

    /// <summary>The first convolution starts at random.</summary>
    AllRandom,
}
