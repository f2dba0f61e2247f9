using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Serializes by reflection, which a native binary cannot.</summary>
public sealed class DefaultLambdaJsonSerializer : AbstractLambdaJsonSerializer, ILambdaSerializer
{
    private const string Reflection = "The constructor requires it.";

    private readonly JsonSerializerOptions _options = CreateOptions();

    /// <summary>Creates the serializer.</summary>
    [RequiresUnreferencedCode("Serializing by reflection finds no members that were trimmed: use SourceGeneratorLambdaJsonSerializer.")]
    public DefaultLambdaJsonSerializer()
    {
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reflection)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Reflection)]
    private protected override T InternalDeserialize<T>(ReadOnlySpan<byte> utf8Json) => JsonSerializer.Deserialize<T>(utf8Json, _options)!;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reflection)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Reflection)]
    private protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) =>
        JsonSerializer.Serialize(writer, response, _options);
}
