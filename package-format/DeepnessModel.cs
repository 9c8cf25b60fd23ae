namespace Segment.PackageFormat;

/// <summary>Converts a package's graph to the single file that QGIS's Deepness plugin runs.</summary>
public static class DeepnessModel
{
    /// <summary>Writes the ONNX file.</summary>
    /// <param name="package">The package.</param>
    /// <param name="tileSize">Side of the plugin's tiles, in pixels: a multiple of the stride, more than twice the padding, at most 4096.</param>
    /// <returns>The bytes of an ONNX model with one softmax output and the plugin's metadata.</returns>
    /// <exception cref="SegmentDataException">The tile size is not allowed.</exception>
    public static byte[] Convert(ModelPackage package, int tileSize) => throw new InvalidOperationException();
}
