namespace Amazon.Lambda.Core;

/// <summary>Turns the bytes of events and results into objects and back.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads one value.</summary>
    /// <param name="requestStream">JSON text in UTF-8.</param>
    /// <returns>The value.</returns>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes one value.</summary>
    /// <param name="response">The value.</param>
    /// <param name="responseStream">Receives JSON text in UTF-8.</param>
    void Serialize<T>(T response, Stream responseStream);
}
