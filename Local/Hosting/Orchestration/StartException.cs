namespace KanbanAspire.Local.Hosting;

/// <summary>Says in one line why a resource or the application cannot start, and what to do about it.</summary>
/// <param name="message">Reason and remedy.</param>
internal sealed class StartException(string message) : Exception(message);
