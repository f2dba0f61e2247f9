namespace KanbanAspire.Api.Lambda;

/// <summary>
/// Calls back when it is disposed. The loop of a function disposes a handler's stream once it has been posted, then asks for the
/// next event: that is the only place between the two. The caller has its answer by then.
/// </summary>
/// <param name="disposed">Runs once, on the loop's thread.</param>
internal sealed class AnswerStream(Action disposed) : MemoryStream
{
    private bool _isDisposed;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            disposed();
        }
    }
}
