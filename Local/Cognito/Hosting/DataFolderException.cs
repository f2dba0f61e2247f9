namespace KanbanAspire.Local.Cognito;

/// <summary>Tells in one line what is wrong with the data folder and what to do about it.</summary>
public sealed class DataFolderException(string message, Exception? inner = null) : Exception(message, inner);
