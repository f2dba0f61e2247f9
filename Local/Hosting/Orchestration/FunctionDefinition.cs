using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting.AWS.Lambda;

namespace KanbanAspire.Local.Hosting;

/// <summary>Tells the Lambda service emulator how to start the processes of a function.</summary>
internal sealed record FunctionDefinition(
    string Name,
    string Command,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    bool StartsWhenAsked)
{
    /// <summary>Adds the definition to the emulator's variables.</summary>
    /// <param name="variables">Variables of the emulator.</param>
    /// <param name="function">The function.</param>
    public static void AddTo(IDictionary<string, string> variables, LambdaProjectResource function)
    {
        var definition = new FunctionDefinition(
            function.Name,
            Builds.Executable(function.Handler),
            [],
            Path.GetDirectoryName(function.ProjectPath) ?? ".",
            EnvironmentOf(function),
            StartsWhenAsked: true);
        variables[$"LAMBDA_EMULATOR_FUNCTION_{function.Name}"] =
            JsonSerializer.Serialize(definition, FunctionDefinitionJson.Default.FunctionDefinition);
    }

    /// <summary>Gets the variables that a function's process gets besides those of the Runtime API.</summary>
    /// <param name="function">The function.</param>
    /// <returns>Names and values.</returns>
    public static Dictionary<string, string> EnvironmentOf(LambdaProjectResource function)
    {
        var environment = Telemetry.Variables(function.Name);
        // A function has several processes, and their counts are only their own: each is named by its log stream, as in AWS.
        environment.Remove("OTEL_RESOURCE_ATTRIBUTES");
        environment["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        environment["_HANDLER"] = function.Handler;
        environment["AWS_EXECUTION_ENV"] = "aspire.hosting.aws#local";
        foreach (var set in function.Model.Environment)
        {
            set(environment);
        }

        return environment;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FunctionDefinition))]
internal sealed partial class FunctionDefinitionJson : JsonSerializerContext;
