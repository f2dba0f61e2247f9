using System.Text.Json.Serialization;

namespace KanbanAspire.Kanban.Members;

/// <summary>A person on a board.</summary>
/// <param name="Id">Short id, local to the board: what cards and events refer to.</param>
/// <param name="Sub">The person's id at the identity provider.</param>
/// <param name="Name">Name to show, up to 100 characters.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Version">Event that last wrote it.</param>
public sealed record Member(string Id, string Sub, string Name, Role Role, long Version)
{
    /// <summary>Finds the people who are members of two boards.</summary>
    /// <param name="there">Members of one board.</param>
    /// <param name="here">Members of the other.</param>
    /// <returns>Their ids here, by their ids there.</returns>
    public static IReadOnlyDictionary<string, string> SharedIds(IEnumerable<Member> there, IEnumerable<Member> here)
    {
        var idsHere = here.ToDictionary(member => member.Sub, member => member.Id, StringComparer.Ordinal);
        return there.Where(member => idsHere.ContainsKey(member.Sub)).ToDictionary(member => member.Id, member => idsHere[member.Sub], StringComparer.Ordinal);
    }
}

/// <summary>The rights of a member; each role includes the ones before it.</summary>
[JsonConverter(typeof(CamelCaseEnum<Role>))]
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Comments.</summary>
    Commenter,

    /// <summary>Changes columns, cards, labels and recurring rules.</summary>
    Editor,

    /// <summary>Changes the board itself, its members and invites.</summary>
    Owner,
}

/// <summary>An invitation by link.</summary>
/// <param name="Id">Hash of the secret in the link; the secret is kept nowhere.</param>
/// <param name="Role">Role of who follows it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="SingleUse">Whether it ends with the first who follows it.</param>
/// <param name="By">Id of the member who made it.</param>
/// <param name="Uses">How many followed it.</param>
/// <param name="Version">Event that last wrote it.</param>
public sealed record Invite(
    string Id, Role Role, DateTimeOffset ExpiresAt, bool SingleUse, string By, int Uses, long Version);
