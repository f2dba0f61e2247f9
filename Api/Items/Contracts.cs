using System.ComponentModel.DataAnnotations;

namespace KanbanAspire.Api.Items;

/// <summary>The body of <c>PUT /items</c>; other members are dropped.</summary>
/// <param name="Id">1 to 2,048 bytes in UTF-8.</param>
/// <param name="Price">Any JSON number that DynamoDB keeps.</param>
/// <param name="Name">Any text.</param>
public sealed record ItemRequest([property: Required] string Id, [property: Required] decimal Price, [property: Required] string Name);

/// <summary>An item as clients see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Price">Its price.</param>
/// <param name="Name">Its name.</param>
public sealed record ItemResponse(string Id, decimal Price, string Name);
