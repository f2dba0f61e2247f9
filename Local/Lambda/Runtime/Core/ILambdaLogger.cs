namespace Amazon.Lambda.Core;

/// <summary>Writes lines to the function's log.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes one line as it is.</summary>
    /// <param name="message">Text without a line end.</param>
    void LogLine(string message);

    /// <summary>Writes one line of level Information.</summary>
    /// <param name="message">Text without a line end.</param>
    void LogInformation(string message) => LogLine($"info\t{message}");

    /// <summary>Writes one line of level Warning.</summary>
    /// <param name="message">Text without a line end.</param>
    void LogWarning(string message) => LogLine($"warn\t{message}");

    /// <summary>Writes one line of level Error.</summary>
    /// <param name="message">Text without a line end.</param>
    void LogError(string message) => LogLine($"fail\t{message}");
}
