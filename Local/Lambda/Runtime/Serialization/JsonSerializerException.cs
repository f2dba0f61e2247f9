namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event or a result is not what the serializer was asked for.</summary>
public sealed class JsonSerializerException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="exception">Why.</param>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
