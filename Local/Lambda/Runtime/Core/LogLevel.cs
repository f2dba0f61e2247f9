namespace Amazon.Lambda.Core;

/// <summary>Severity of a line of the function's log. The name is also one of Microsoft.Extensions.Logging, as in the real package.</summary>
public enum LogLevel
{
    /// <summary>Every step.</summary>
    Trace = 0,

    /// <summary>For debugging.</summary>
    Debug = 1,

    /// <summary>What happened.</summary>
    Information = 2,

    /// <summary>Something to look at.</summary>
    Warning = 3,

    /// <summary>An operation failed.</summary>
    Error = 4,

    /// <summary>The function cannot go on.</summary>
    Critical = 5,
}
