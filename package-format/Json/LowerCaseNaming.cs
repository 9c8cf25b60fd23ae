using System.Text.Json;

namespace Segment.PackageFormat.Json;

/// <summary>Names pixel types in files as <see cref="PixelTypes.Name"/> does.</summary>
internal sealed class LowerCaseNaming : JsonNamingPolicy
{
    /// <inheritdoc />
    public override string ConvertName(string name) => name.ToLowerInvariant();
}
