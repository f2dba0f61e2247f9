namespace KanbanAspire.Local.DynamoDB;

/// <summary>Says why the DynamoDB emulator cannot be had and what to do about it, in one line.</summary>
public sealed class DynoxideException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Reason and remedy.</param>
    /// <param name="inner">The cause; null when there is none.</param>
    public DynoxideException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
