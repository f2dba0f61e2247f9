namespace KanbanAspire.Tools.ChildProcesses;

/// <summary>Says that a process could not be started; the message names the command and the reason.</summary>
public sealed class ChildProcessException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">One line for a person.</param>
    /// <param name="inner">What the operating system said; null when it said nothing.</param>
    public ChildProcessException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
