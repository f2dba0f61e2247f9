namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Result of one invocation.</summary>
/// <param name="outputStream">JSON in UTF-8, read from its present position.</param>
/// <param name="disposeOutputStream">Whether the loop disposes the stream once the result has been posted.</param>
public sealed class InvocationResponse(Stream outputStream, bool disposeOutputStream)
{
    /// <summary>Creates a result whose stream is disposed once it has been posted.</summary>
    /// <param name="outputStream">JSON in UTF-8, read from its present position.</param>
    public InvocationResponse(Stream outputStream)
        : this(outputStream, disposeOutputStream: true)
    {
    }

    /// <summary>Gets or sets the result, JSON in UTF-8.</summary>
    public Stream OutputStream { get; set; } = outputStream ?? throw new ArgumentNullException(nameof(outputStream));

    /// <summary>Gets whether the loop disposes <see cref="OutputStream"/> once it has been posted; the next event is asked for after that.</summary>
    public bool DisposeOutputStream { get; } = disposeOutputStream;
}
