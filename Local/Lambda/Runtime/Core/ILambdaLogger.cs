namespace Amazon.Lambda.Core;

/// <summary>Writes lines to the function's log.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes text as it is.</summary>
    /// <param name="message">Text.</param>
    void Log(string message);

    /// <summary>Writes one line as it is.</summary>
    /// <param name="message">Text without a line end.</param>
    void LogLine(string message);

    /// <summary>Writes one line with its level.</summary>
    /// <param name="level">Name of a <see cref="LogLevel"/>.</param>
    /// <param name="message">Text without a line end.</param>
    void Log(string level, string message) => LogLine(message);

    /// <summary>Writes one line with its level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="message">Text without a line end.</param>
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <summary>Writes one line of level Information.</summary>
    /// <param name="message">Text without a line end.</param>
    void LogInformation(string message) => Log(LogLevel.Information.ToString(), message);

    /// <summary>Writes one line of level Warning.</summary>
    /// <param name="message">Text without a line end.</param>
    void LogWarning(string message) => Log(LogLevel.Warning.ToString(), message);

    /// <summary>Writes one line of level Error.</summary>
    /// <param name="message">Text without a line end.</param>
    void LogError(string message) => Log(LogLevel.Error.ToString(), message);
}
