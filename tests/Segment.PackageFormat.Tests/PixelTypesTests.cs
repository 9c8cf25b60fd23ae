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

    [Theory]
    [InlineData(PixelType.UInt8, "UInt8 UInt16 UInt32 Int16 Int32")]
    [InlineData(PixelType.Int8, "Int8 Int16 Int32")]
    [InlineData(PixelType.UInt16, "UInt16 UInt32 Int32")]
    [InlineData(PixelType.Int16, "Int16 Int32")]
    [InlineData(PixelType.UInt32, "UInt32")]
    [InlineData(PixelType.Int32, "Int32")]
    [InlineData(PixelType.Float32, "Float32 Float64")]
    [InlineData(PixelType.Float64, "Float32 Float64")]
    public void A_type_stands_in_for_another_where_it_holds_its_values(PixelType trained, string holders)
    {
        var holding = Enum.GetValues<PixelType>().Where(offered => trained.IsHeldBy(offered));

        Assert.Equal(holders.Split(' ').Order(), holding.Select(type => type.ToString()).Order());
    }
}
