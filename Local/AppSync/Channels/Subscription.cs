using System.Text;
using KanbanAspire.Local.AppSync.Realtime;

namespace KanbanAspire.Local.AppSync.Channels;

/// <summary>A subscription of one socket.</summary>
/// <param name="id">The client's id for it: letters, digits, <c>-</c>, <c>_</c> and <c>+</c>.</param>
/// <param name="path">What it hears.</param>
/// <param name="socket">Where its messages go.</param>
internal sealed class Subscription(string id, ChannelPath path, EventSocket socket)
{
    private static readonly byte[] End = "}"u8.ToArray();

    // {"id":"…","type":"data","event":"…"}: what all subscribers share is encoded once, whatever their number.
    private readonly byte[] _start = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","type":"data","event":""");

    /// <summary>Gets the client's id for it.</summary>
    public string Id => id;

    /// <summary>Gets what it hears.</summary>
    public ChannelPath Path => path;

    /// <summary>Gets where its messages go.</summary>
    public EventSocket Socket => socket;

    /// <summary>Queues an event.</summary>
    /// <param name="encoded">The event as a JSON string.</param>
    public void Deliver(ReadOnlyMemory<byte> encoded) => socket.Send(new OutgoingMessage(_start, encoded, End));
}
