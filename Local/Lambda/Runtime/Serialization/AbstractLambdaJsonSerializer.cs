using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>What the serializers have in common: the options, the encoder and the exceptions.</summary>
public abstract class AbstractLambdaJsonSerializer
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private protected AbstractLambdaJsonSerializer()
    {
    }

    private protected static JsonSerializerOptions CreateOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
    };

    /// <summary>Reads one value.</summary>
    /// <param name="requestStream">JSON text in UTF-8.</param>
    /// <returns>The value; null for the JSON text <c>null</c>.</returns>
    /// <exception cref="JsonSerializerException">The text is not JSON, or not of that type.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            using var copy = new MemoryStream();
            requestStream.CopyTo(copy);
            return InternalDeserialize<T>(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the Lambda event JSON payload to type {typeof(T).FullName}: {e.Message}", e);
        }
    }

    /// <summary>Writes one value.</summary>
    /// <param name="response">The value.</param>
    /// <param name="responseStream">Receives JSON text in UTF-8.</param>
    /// <exception cref="JsonSerializerException">The value cannot be written.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var writer = new Utf8JsonWriter(responseStream, WriterOptions);
            InternalSerialize(writer, response);
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the response object of type {typeof(T).FullName} from the Lambda function to JSON: {e.Message}", e);
        }
    }

    private protected abstract T InternalDeserialize<T>(ReadOnlySpan<byte> utf8Json);

    private protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);
}
