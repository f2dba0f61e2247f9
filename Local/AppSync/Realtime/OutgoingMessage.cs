namespace KanbanAspire.Local.AppSync.Realtime;

/// <summary>A message in a queue: parts, because sockets share the part between.</summary>
/// <param name="Start">First part.</param>
/// <param name="Middle">Second part; empty for none.</param>
/// <param name="End">Third part; empty for none.</param>
internal readonly record struct OutgoingMessage(ReadOnlyMemory<byte> Start, ReadOnlyMemory<byte> Middle = default, ReadOnlyMemory<byte> End = default)
{
    /// <summary>Gets the size of all parts.</summary>
    public int SizeBytes => Start.Length + Middle.Length + End.Length;

    /// <summary>Writes all parts.</summary>
    /// <param name="buffer">Has room for <see cref="SizeBytes"/>.</param>
    public void CopyTo(Span<byte> buffer)
    {
        Start.Span.CopyTo(buffer);
        Middle.Span.CopyTo(buffer[Start.Length..]);
        End.Span.CopyTo(buffer[(Start.Length + Middle.Length)..]);
    }
}
