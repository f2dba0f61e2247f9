using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Writes the few kinds of fields that spans have. https://protobuf.dev/programming-guides/encoding/</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    internal ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    internal void Message(int field, Action<ProtobufWriter> write)
    {
        var message = new ProtobufWriter();
        write(message);
        Bytes(field, message.Written.Span);
    }

    internal void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((uint)(field << 3) | 2);
        Varint((uint)value.Length);
        _bytes.Write(value);
    }

    internal void Number(int field, ulong value)
    {
        Varint((uint)(field << 3));
        Varint(value);
    }

    internal void Fixed(int field, ulong value)
    {
        Varint((uint)(field << 3) | 1);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    private void Varint(ulong value)
    {
        for (; value > 0x7f; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
