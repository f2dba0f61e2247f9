using System.Globalization;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KanbanAspire.Local.Hosting;

/// <summary>Connects functions to the Lambda service emulator.</summary>
internal static class FunctionResourceBuilderExtensions
{
    // A request as an HTTP API sends it, payload format 2.0.
    private const string SampleEvent =
        """{"version":"2.0","rawPath":"/health","requestContext":{"http":{"method":"GET","path":"/health"}}}""";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(16) };

    /// <summary>Adds what a run on this machine needs: the variables that Lambda sets, health, and processes for parallel events.</summary>
    /// <param name="function">The function's builder.</param>
    /// <param name="emulator">The Lambda service emulator.</param>
    /// <returns>The function's builder.</returns>
    public static IResourceBuilder<LambdaProjectResource> WithEmulator(
        this IResourceBuilder<LambdaProjectResource> function, IResourceBuilder<LambdaEmulatorResource> emulator)
    {
        var resource = function.Resource;
        var processes = resource.Processes = new FunctionProcesses(resource, emulator.Resource);
        var check = $"{resource.Name}_polls";
        function.ApplicationBuilder.Services.AddHealthChecks().AddAsyncCheck(check, cancellationToken => CheckAsync(processes, cancellationToken));
        function
            .WithEnvironment("AWS_LAMBDA_FUNCTION_NAME", resource.Name)
            .WithEnvironment("_HANDLER", resource.Handler)
            .WithEnvironment("AWS_EXECUTION_ENV", "aspire.hosting.aws#bundled")
            .WithEnvironment("AWS_LAMBDA_LOG_FORMAT", "JSON")
            .WithEnvironment("AWS_LAMBDA_LOG_LEVEL", "INFO")
            .WithRuntimeApi(processes)
            .WithOtlpExporter()
            .WithParentRelationship(emulator)
            .WaitFor(emulator)
            .WithHealthCheck(check)
            .WithIconName("MathFormula");
        for (var number = 2; number <= FunctionProcesses.Max; number++)
        {
            function.AddProcess(processes, number);
        }

        return function;
    }

    /// <summary>Adds the command <c>test</c>, which sends an event and shows the answer.</summary>
    /// <param name="function">The function's builder.</param>
    /// <param name="emulator">The Lambda service emulator.</param>
    /// <returns>The function's builder.</returns>
    public static IResourceBuilder<LambdaProjectResource> WithTestCommand(
        this IResourceBuilder<LambdaProjectResource> function, IResourceBuilder<LambdaEmulatorResource> emulator)
    {
        var endpoint = emulator.GetEndpoint("http");
        return function.WithCommand(
            "test",
            "Test",
            async context =>
            {
                var path = $"{endpoint.Url}/2015-03-31/functions/{function.Resource.Name}/invocations";
                using var content = new StringContent(context.Arguments.GetString("event") ?? "{}", Encoding.UTF8, "application/json");
                using var response = await Http.PostAsync(new Uri(path), content, context.CancellationToken);
                var answer = await response.Content.ReadAsStringAsync(context.CancellationToken);
                return response.IsSuccessStatusCode && !response.Headers.Contains("X-Amz-Function-Error")
                    ? CommandResults.Success("The function has answered.", answer, CommandResultFormat.Json, displayImmediately: true)
                    : CommandResults.Failure("The function has failed.", answer, CommandResultFormat.Json);
            },
            new CommandOptions
            {
                Description = "Sends an event to the function and shows its answer.",
                IconName = "Beaker",
                IsHighlighted = true,
                UpdateState = state => state.ResourceSnapshot.State?.Text == KnownResourceStates.Running
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Disabled,
                Arguments = [new InteractionInput { Name = "event", Label = "Event (JSON)", InputType = InputType.Text, Value = SampleEvent, Required = false }],
            });
    }

    private static void AddProcess(this IResourceBuilder<LambdaProjectResource> function, FunctionProcesses processes, int number)
    {
        var project = Path.GetFileNameWithoutExtension(function.Resource.GetProjectMetadata().ProjectPath);
        var process = function.ApplicationBuilder
            .AddExecutable(
                string.Create(CultureInfo.InvariantCulture, $"{function.Resource.Name}-{number}"),
                Builds.Executable(project), Path.GetDirectoryName(function.Resource.GetProjectMetadata().ProjectPath)!)
            .WithExplicitStart()
            .WithParentRelationship(function)
            .WithIconName("MathFormula")
            .WithOtlpExporter()
            // Whatever AppHost.cs has given the function by the time it starts.
            .WithEnvironment(async context =>
            {
                foreach (var annotation in function.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
                {
                    await annotation.Callback(context);
                }

                context.EnvironmentVariables["OTEL_SERVICE_NAME"] = function.Resource.Name;
            })
            .WithRuntimeApi(processes)
            .ExcludeFromManifest();
        processes.Resources.Add(process.Resource);
    }

    private static IResourceBuilder<T> WithRuntimeApi<T>(this IResourceBuilder<T> process, FunctionProcesses processes)
        where T : IResourceWithEnvironment
    {
        var address = processes.Emulator.GetEndpoint("http").Property(EndpointProperty.HostAndPort);
        return process.WithEnvironment(context => context.EnvironmentVariables[FunctionProcesses.RuntimeApi] =
            ReferenceExpression.Create($"{address}/{processes.NewEnvironment()}"));
    }

    private static async Task<HealthCheckResult> CheckAsync(FunctionProcesses processes, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(
                new Uri($"{processes.Emulator.GetEndpoint("http").Url}/functions/{processes.Function.Name}"), cancellationToken);
            return response.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException e)
        {
            return HealthCheckResult.Unhealthy($"The Lambda service emulator does not answer: {e.Message}");
        }
    }
}
