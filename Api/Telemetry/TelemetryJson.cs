using System.Text.Json;
using System.Text.Json.Serialization;

namespace KanbanAspire.Api.Telemetry;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TelemetryRequest))]
[JsonSerializable(typeof(TelemetryResponse))]
internal sealed partial class TelemetryJson : JsonSerializerContext;
