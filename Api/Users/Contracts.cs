namespace KanbanAspire.Api.Users;

/// <summary>The signed-in user.</summary>
/// <param name="Id">Id of the user, the user pool's <c>sub</c>.</param>
/// <param name="Email">Confirmed address; null when there is none.</param>
/// <param name="Name">What others see.</param>
public sealed record MeResponse(string Id, string? Email, string Name);
