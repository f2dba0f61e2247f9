using System.Buffers.Binary;

namespace KanbanAspire.Local.Dashboard.Otlp;

/// <summary>
/// Rewrites a protobuf message as the JSON that OTLP defines for it, so that everything after the door knows one form:
/// what arrives by gRPC, by HTTP in either encoding and in an imported capture.
/// </summary>
internal static class ProtobufToJson
{
    private const int MaxDepth = 64;

    /// <summary>Writes one message.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> bytes, OtlpSchema.Field[] fields, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("Messages are nested too deep.");
        }
        var present = 0UL;
        for (var rest = bytes; rest.Length > 0;)
        {
            present |= 1UL << Next(ref rest, out _, out _).Number;
        }
        json.WriteStartObject();
        // Field by field: protobuf lets a repeated field's elements stand apart, JSON does not.
        foreach (var field in fields)
        {
            if ((present & (1UL << field.Number)) != 0)
            {
                json.WritePropertyName(field.JsonName);
                WriteField(json, bytes, field, depth);
            }
        }
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, ReadOnlySpan<byte> bytes, OtlpSchema.Field field, int depth)
    {
        if (field.IsRepeated)
        {
            json.WriteStartArray();
        }
        var bits = 0UL;
        var data = bytes[..0];
        for (var rest = bytes; rest.Length > 0;)
        {
            var (number, wire) = Next(ref rest, out var nextBits, out var nextData);
            if (number != field.Number)
            {
                continue;
            }
            bits = nextBits;
            data = nextData;
            var isPacked = field.IsRepeated && field.Message is null && wire == 2;
            while (isPacked && data.Length > 0)
            {
                bits = field.Type == "uint64" ? Varint(ref data) : BinaryPrimitives.ReadUInt64LittleEndian(Take(ref data, 8));
                WriteValue(json, field, bits, default, depth);
            }
            if (field.IsRepeated && !isPacked)
            {
                WriteValue(json, field, bits, data, depth);
            }
        }
        if (field.IsRepeated)
        {
            json.WriteEndArray();
        }
        else
        {
            WriteValue(json, field, bits, data, depth);
        }
    }

    private static void WriteValue(
        Utf8JsonWriter json, OtlpSchema.Field field, ulong bits, ReadOnlySpan<byte> data, int depth)
    {
        switch (field.Type)
        {
            case "string": json.WriteStringValue(data); break;
            case "hex": json.WriteStringValue(Convert.ToHexStringLower(data)); break;
            case "bytes": json.WriteBase64StringValue(data); break;
            case "bool": json.WriteBooleanValue(bits != 0); break;
            case "int32": json.WriteNumberValue((int)bits); break;
            case "sint32": json.WriteNumberValue((int)(uint)(bits >> 1) ^ -(int)(bits & 1)); break;
            case "double" when BitConverter.UInt64BitsToDouble(bits) is var value && double.IsFinite(value):
                json.WriteNumberValue(value);
                break;
            case "double": json.WriteStringValue(BitConverter.UInt64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture)); break;
            case "int64" or "sfixed64": json.WriteStringValue(((long)bits).ToString(CultureInfo.InvariantCulture)); break;
            case "fixed64" or "uint64": json.WriteStringValue(bits.ToString(CultureInfo.InvariantCulture)); break;
            default: Write(json, data, field.Message!, depth + 1); break;
        }
    }

    private static (int Number, int Wire) Next(scoped ref ReadOnlySpan<byte> bytes, out ulong bits, out ReadOnlySpan<byte> data)
    {
        var tag = Varint(ref bytes);
        bits = 0;
        data = default;
        switch (tag & 7)
        {
            case 0: bits = Varint(ref bytes); break;
            case 1: bits = BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8)); break;
            case 2: data = Take(ref bytes, Varint(ref bytes)); break;
            case 5: bits = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4)); break;
            default: throw new InvalidDataException("Unknown wire type.");
        }
        // Numbers from 63 on are in no message that is read; they share one bit nobody asks for.
        return ((int)Math.Min(tag >> 3, 63), (int)(tag & 7));
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> bytes, ulong count)
    {
        if (count > (ulong)bytes.Length)
        {
            throw new InvalidDataException("The message is cut off.");
        }
        var taken = bytes[..(int)count];
        bytes = bytes[(int)count..];
        return taken;
    }

    private static ulong Varint(scoped ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("A number is longer than 64 bits.");
    }
}
