using System.Text.Json;
using System.Text.Json.Serialization;

namespace KanbanAspire.Api.Users;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MeResponse))]
internal sealed partial class UsersJson : JsonSerializerContext;
