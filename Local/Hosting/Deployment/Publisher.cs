using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Deployment;
using Aspire.Hosting.AWS.Deployment.Services;
using Aspire.Hosting.AWS.Lambda;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Local.Hosting;

/// <summary>Writes the cloud assembly: packs the functions, then synthesises the stack with them in it.</summary>
internal static class Publisher
{
    /// <summary>Writes it to the folder that the process's arguments name, as the real package does.</summary>
    /// <typeparam name="T">Class of the stack.</typeparam>
    /// <param name="environment">The stack.</param>
    /// <param name="context">The pipeline step.</param>
    public static async Task RunAsync<T>(AWSCDKEnvironmentResource<T> environment, PipelineStepContext context)
        where T : Stack
    {
        var output = OutputFolder(System.Environment.GetCommandLineArgs());
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        var packages = Path.Combine(Path.GetTempPath(), $"kanban-aspire-publish-{Guid.NewGuid():N}");
        try
        {
            var packager = context.Services.GetRequiredService<ILambdaDeploymentPackager>();
            var functions = new List<(LambdaProjectResource Function, string Zip)>();
            foreach (var function in context.Model.Resources.OfType<LambdaProjectResource>().Where(f => f.PublishConfig is not null))
            {
                var result = await packager.CreateDeploymentPackageAsync(function, packages, context.CancellationToken);
                functions.Add(result is { Success: true, LocalLocation: { } zip }
                    ? (function, zip)
                    : throw new InvalidOperationException($"{function.Name} could not be packed."));
            }

            await SynthesizeAsync(environment, output, functions, context);
        }
        finally
        {
            if (Directory.Exists(packages))
            {
                Directory.Delete(packages, recursive: true);
            }
        }
    }

    // --output-path DIR or -o DIR, with a space or an equals sign.
    private static string OutputFolder(string[] arguments)
    {
        var folder = ".";
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "--output-path" or "-o" && i + 1 < arguments.Length)
            {
                folder = arguments[i + 1];
            }
            else if (arguments[i].StartsWith("--output-path=", StringComparison.Ordinal))
            {
                folder = arguments[i]["--output-path=".Length..];
            }
        }

        folder = Path.GetFullPath(folder);
        return Path.GetFileName(folder) == "cdk.out" ? folder : Path.Combine(folder, "cdk.out");
    }

    private static async Task SynthesizeAsync<T>(
        AWSCDKEnvironmentResource<T> environment, string output, List<(LambdaProjectResource Function, string Zip)> functions, PipelineStepContext step)
        where T : Stack
    {
        var app = new App(new AppProps { Outdir = output, AnalyticsReporting = false });
        var region = environment.Config?.AWSSDKConfig?.Region?.SystemName;
        var stack = environment.StackFactory(app, new StackProps { Env = new Amazon.CDK.Environment { Region = region } });
        var context = new CDKPublishTargetContext(stack);
        foreach (var (function, zip) in functions)
        {
            var config = (PublishLambdaFunctionConfig)function.PublishConfig!;
            var props = new FunctionProps
            {
                Code = Code.FromAsset(zip),
                Handler = function.Handler,
                Runtime = Runtime.PROVIDED_AL2023,
                Environment = await LiteralsAsync(function, step),
            };
            config.PropsFunctionCallback?.Invoke(context, props);
            config.ConstructFunctionCallback?.Invoke(context, new Amazon.CDK.AWS.Lambda.Function(stack, $"Function-{function.Name}", props));
        }

        app.Synth();
    }

    // Plain strings are published; what is an expression, such as an endpoint of this machine, is left out.
    private static async Task<Dictionary<string, string>> LiteralsAsync(LambdaProjectResource function, PipelineStepContext step)
    {
        var variables = new EnvironmentCallbackContext(step.ExecutionContext, function, cancellationToken: step.CancellationToken);
        foreach (var annotation in function.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(variables);
        }

        return variables.EnvironmentVariables.Where(v => v.Value is string)
            .ToDictionary(v => v.Key, v => (string)v.Value, StringComparer.Ordinal);
    }
}
