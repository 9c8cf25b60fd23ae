namespace Segment.PackageFormat.Tests;

public sealed class PixelTypesTests
{
    [Theory]
    [InlineData(PixelType.UInt8, 1, "uint8")]
    [InlineData(PixelType.Int8, 1, "int8")]
    [InlineData(PixelType.UInt16, 2, "uint16")]
    [InlineData(PixelType.Int16, 2, "int16")]
    [InlineData(PixelType.UInt32, 4, "uint32")]
    [InlineData(PixelType.Int32, 4, "int32")]
    [InlineData(PixelType.Float32, 4, "float32")]
    [InlineData(PixelType.Float64, 8, "float64")]
    public void Each_type_has_its_size_and_name(PixelType type, int size, string name)
    {
        Assert.Equal(size, type.SizeBytes());
        Assert.Equal(name, type.Name());
    }

    [Fact]
    public void A_number_that_is_no_type_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((PixelType)99).SizeBytes());
}
