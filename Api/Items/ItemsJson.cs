using System.Text.Json;
using System.Text.Json.Serialization;

namespace KanbanAspire.Api.Items;

/// <summary>The schemas of items in the OpenAPI document; the endpoints read and write them by hand.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ItemRequest))]
[JsonSerializable(typeof(ItemResponse[]))]
internal sealed partial class ItemsJson : JsonSerializerContext;
