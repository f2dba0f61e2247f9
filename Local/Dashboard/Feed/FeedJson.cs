using System.Text.Json.Serialization;

namespace KanbanAspire.Local.Dashboard.Feed;

/// <summary>Serializes <see cref="FeedMessage"/> without reflection; both ends use it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedMessage))]
public sealed partial class FeedJson : JsonSerializerContext;
