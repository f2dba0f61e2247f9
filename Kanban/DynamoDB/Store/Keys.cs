using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace KanbanAspire.Kanban.Store;

/// <summary>The key of an item. The id of the board leads, so what is found under it is the board's own.</summary>
/// <param name="Pk">Partition key.</param>
/// <param name="Sk">Sort key.</param>
internal readonly record struct Key(string Pk, string Sk)
{
    /// <summary>Begins the partition of each board's log.</summary>
    internal const string LogPrefix = "LOG#";

    internal static Key Board(string boardId) => new($"BOARD#{boardId}", "A");

    internal static Key Labels(string boardId) => new($"BOARD#{boardId}", "A#L");

    internal static Key Column(string boardId, string id) => new($"BOARD#{boardId}", $"B#{id}");

    internal static Key Member(string boardId, string sub) => new($"BOARD#{boardId}", $"C#{sub}");

    internal static Key Card(string boardId, string id) => new($"BOARD#{boardId}", $"D#{id}");

    internal static Key ArchivedCard(string boardId, string id) => new($"BOARD#{boardId}", $"X#{id}");

    internal static Key Rule(string boardId, string id) => new($"BOARD#{boardId}", $"E#{id}");

    internal static Key Invite(string boardId, string id) => new($"BOARD#{boardId}", $"I#{id}");

    /// <summary>A member who is gone and may still be assigned to something.</summary>
    internal static Key FormerMember(string boardId, string memberId) => new($"BOARD#{boardId}", $"F#{memberId}");

    /// <summary>A member who came back by undo and may still have to be assigned again.</summary>
    internal static Key ReturnedMember(string boardId, string memberId) => new($"BOARD#{boardId}", $"G#{memberId}");

    /// <summary>A permanently deleted card whose texts are still to be removed.</summary>
    internal static Key Tombstone(string boardId, string cardId) => new($"BOARD#{boardId}", $"Z#{cardId}");

    /// <summary>A board that was archived and is restored: its rules are due again.</summary>
    internal static Key Restored(string boardId) => new($"BOARD#{boardId}", "W");

    internal static Key Event(string boardId, long seq) => new(LogPrefix + boardId, Number(seq));

    internal static Key Description(string cardId) => new($"CARD#{cardId}", "A");

    internal static Key Revision(string cardId, long version) => new($"CARD#{cardId}", $"REV#{Number(version)}");

    internal static Key Checklist(string cardId, string id) => new($"CARD#{cardId}", $"LIST#{id}");

    internal static Key Comment(string cardId, string id) => new($"CARD#{cardId}", $"COMMENT#{id}");

    internal static Key Command(string hash) => new($"COMMAND#{hash}", "A");

    internal static Key MyBoard(string sub, string boardId) => new($"USER#{sub}", $"BOARD#{boardId}");

    internal static Key Rate(string sub, long minute) => new($"USER#{sub}", $"RATE#{Number(minute)}");

    internal static Key InviteLink(string id) => new($"INVITE#{id}", "A");

    internal static string Number(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    internal Dictionary<string, AttributeValue> ToAttributes() => new(2, StringComparer.Ordinal)
    {
        ["pk"] = new AttributeValue { S = Pk },
        ["sk"] = new AttributeValue { S = Sk },
    };
}
