namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Says what a process learns from the Lambda Runtime API's variables.</summary>
internal static class RuntimeApi
{
    /// <summary>Variable with its address. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</summary>
    internal const string Variable = "AWS_LAMBDA_RUNTIME_API";

    /// <summary>
    /// Tells Lambda from its emulators, which leave a process running: Lambda alone says how it initialized the environment.
    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    /// </summary>
    /// <param name="variable">Reads a variable of the process.</param>
    internal static bool IsFrozenBetweenEvents(Func<string, string?> variable) =>
        !string.IsNullOrEmpty(variable("AWS_LAMBDA_INITIALIZATION_TYPE"));

    /// <summary>Reads host and port.</summary>
    /// <param name="address">For example <c>127.0.0.1:9001</c>; an emulator adds a path, <c>localhost:5084/api</c>.</param>
    /// <returns>As <see cref="Uri.Authority"/> writes them; null outside Lambda.</returns>
    internal static string? Authority(string? address) =>
        Uri.TryCreate($"http://{address}", UriKind.Absolute, out var uri) ? uri.Authority : null;
}
