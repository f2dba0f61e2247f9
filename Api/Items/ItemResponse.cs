namespace KanbanAspire.Api.Items;

/// <summary>An item as clients see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Price">Its price.</param>
/// <param name="Name">Its name.</param>
public sealed record ItemResponse(string Id, decimal Price, string Name);
