namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>Tells calls of the Lambda Runtime API from others.</summary>
internal static class RuntimeApi
{
    /// <summary>Variable with its address. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</summary>
    internal const string Variable = "AWS_LAMBDA_RUNTIME_API";

    /// <summary>Reads host and port.</summary>
    /// <param name="address">For example <c>127.0.0.1:9001</c>; an emulator adds a path, <c>localhost:5084/api</c>.</param>
    /// <returns>As <see cref="Uri.Authority"/> writes them; null outside Lambda.</returns>
    internal static string? Authority(string? address) =>
        Uri.TryCreate($"http://{address}", UriKind.Absolute, out var uri) ? uri.Authority : null;
}
