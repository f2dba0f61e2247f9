using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace KanbanAspire.Kanban;

/// <summary>Makes and checks ids.</summary>
public static class Ids
{
    /// <summary>Length of a global id: 16 bytes in base64url.</summary>
    public const int Length = 22;

    // 64 digits of base64url in the order of their characters, so that texts sort as the numbers they stand for.
    private const string Digits = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    // 22 digits hold four bits more than an id has. They put it behind the ids of earlier versions, which begin with A.
    private const int Tag = 0b1100;

    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Makes an id that sorts by time.</summary>
    /// <param name="now">Time that goes into it, to the millisecond.</param>
    /// <returns>A UUIDv7 in 22 digits of base64url; as text it sorts by time.</returns>
    public static string New(DateTimeOffset now) => Encode(Guid.CreateVersion7(now));

    /// <summary>Makes the id that a name has at a time: the same each time.</summary>
    /// <param name="name">What tells it from other ids of that time.</param>
    /// <param name="time">Time that goes into it, to the millisecond.</param>
    /// <returns>A UUIDv7 in 22 digits of base64url whose random part is a hash of the name.</returns>
    public static string Derive(string name, DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), bytes);
        Guid.CreateVersion7(time).TryWriteBytes(bytes[16..], bigEndian: true, out _);
        bytes.Slice(16, 6).CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return Encode(bytes[..16]);
    }

    /// <summary>Names a text or secret by its hash.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>First 16 bytes of its SHA-256 in base64url.</returns>
    public static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>Makes an id that is local to a board.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>The number in base 36.</returns>
    public static string Short(int number)
    {
        var text = string.Empty;
        for (; number > 0; number /= 36)
        {
            text = Base36[number % 36] + text;
        }

        return text;
    }

    /// <summary>Reads an id that is local to a board.</summary>
    /// <param name="id">What <see cref="Short"/> gave.</param>
    /// <returns>Its number.</returns>
    public static int Number(string id) => id.Aggregate(0, static (number, digit) => (number * 36) + Base36.IndexOf(digit));

    /// <summary>Tells whether a text has the form of a global id.</summary>
    /// <param name="text">What came in; null is no id.</param>
    /// <returns>True for 22 characters of base64url.</returns>
    public static bool IsGlobal(string? text) => text is { Length: Length } && IsBase64Url(text);

    /// <summary>Tells whether a text has the form of an id that is local to a board.</summary>
    /// <param name="text">What came in; null is no id.</param>
    /// <returns>True for 1 to 6 characters of base 36.</returns>
    public static bool IsShort(string? text) =>
        text is { Length: > 0 and <= 6 } && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c));

    internal static bool IsBase64Url(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Encode(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Encode(bytes);
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(Length, number, static (digits, number) =>
        {
            for (var i = digits.Length - 1; i > 0; i--, number >>= 6)
            {
                digits[i] = Digits[(int)(number & 0x3F)];
            }

            digits[0] = Digits[(Tag << 2) | (int)number];
        });
    }
}
