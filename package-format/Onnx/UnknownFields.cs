using Google.Protobuf.Reflection;

namespace Segment.PackageFormat.Onnx;

/// <summary>
/// Looks for fields that onnx.proto does not declare. A protobuf reader passes over them in silence, but another
/// program may act on them, so a package must not hold any.
/// </summary>
/// <remarks>
/// Wire format: <see href="https://protobuf.dev/programming-guides/encoding/"/>. The declared messages do not contain
/// themselves, so the depth is bounded.
/// </remarks>
internal static class UnknownFields
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    /// <summary>Finds the first unknown field.</summary>
    /// <param name="message">A message that the protobuf reader accepts.</param>
    /// <param name="descriptor">Its type.</param>
    /// <returns>The message's name and the field's number, such as <c>NodeProto field 99</c>; null where all are known.</returns>
    public static string? First(ReadOnlySpan<byte> message, MessageDescriptor descriptor)
    {
        while (!message.IsEmpty)
        {
            var tag = ReadVarint(ref message);
            var (number, wireType) = ((int)(tag >> 3), (int)(tag & 7));
            var field = descriptor.FindFieldByNumber(number);
            if (field is null || wireType is not (Varint or Fixed64 or LengthDelimited or Fixed32))
            {
                return $"{descriptor.Name} field {number}";
            }

            var content = Take(ref message, wireType);
            if (
                field.FieldType == FieldType.Message
                && wireType == LengthDelimited
                && First(content, field.MessageType) is { } inner
            )
            {
                return inner;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> message, int wireType)
    {
        if (wireType == Varint)
        {
            ReadVarint(ref message);
            return [];
        }

        var length = wireType switch
        {
            Fixed64 => 8,
            Fixed32 => 4,
            _ => checked((int)ReadVarint(ref message)),
        };
        var content = message[..length];
        message = message[length..];
        return content;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var i = 0; i < 10; i++)
        {
            var part = message[i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                message = message[(i + 1)..];
                return value;
            }
        }

        throw new OverflowException("A number of more than ten bytes.");
    }
}
