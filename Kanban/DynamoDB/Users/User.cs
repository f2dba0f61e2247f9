namespace KanbanAspire.Kanban.Users;

/// <summary>The profile of a person who has signed in.</summary>
/// <param name="Id">The user pool's <c>sub</c>.</param>
/// <param name="Email">Address, as the user pool has confirmed it; null when it has not.</param>
/// <param name="Name">What others see.</param>
public sealed record User(string Id, string? Email, string Name);
