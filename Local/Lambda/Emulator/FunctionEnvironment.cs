using System.Collections;
using System.Globalization;

namespace KanbanAspire.Local.Lambda;

/// <summary>Makes the variables of a function process: what Lambda sets, then what the function's description says.</summary>
internal static class FunctionEnvironment
{
    public static Dictionary<string, string?> For(FunctionConfiguration configuration, string runtimeApi)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => v.Key.ToString()!))
        {
            // What configures the emulator is none of the function's business.
            if (name.StartsWith("LAMBDA_", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
                || name.StartsWith("OTEL_", StringComparison.Ordinal))
            {
                variables[name] = null;
            }
        }

        variables["AWS_LAMBDA_FUNCTION_NAME"] = configuration.Name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512";
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{configuration.Name}";
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] =
            string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyy/MM/dd}/[$LATEST]{Guid.NewGuid():N}");
        foreach (var (name, value) in configuration.Environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            variables[name] = value;
        }

        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        return variables;
    }
}
