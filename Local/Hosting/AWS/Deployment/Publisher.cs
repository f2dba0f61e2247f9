using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Aspire.Hosting;
using Aspire.Hosting.AWS.Deployment;
using Aspire.Hosting.AWS.Deployment.Services;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Local.Hosting;

/// <summary>Writes the cloud assembly: packs the functions, then synthesises the stack with them in it.</summary>
internal static class Publisher
{
    /// <summary>Writes it.</summary>
    /// <typeparam name="T">Class of the stack.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="environment">The stack.</param>
    /// <param name="output">Folder of the assembly; emptied first.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync<T>(DistributedApplicationBuilder builder, AWSCDKEnvironmentResource<T> environment, string output)
        where T : Stack
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        var packages = Directory.CreateTempSubdirectory("kanban-aspire-publish-");
        try
        {
            await using var services = builder.Services.BuildServiceProvider();
            var packager = services.GetRequiredService<ILambdaDeploymentPackager>();
            var functions = new List<(LambdaProjectResource Function, string Zip)>();
            foreach (var function in builder.Resources.OfType<LambdaProjectResource>().Where(f => f.PublishConfig is not null))
            {
                var result = await packager.CreateDeploymentPackageAsync(function, packages.FullName, CancellationToken.None);
                if (result is not { Success: true, LocalLocation: { } zip })
                {
                    await Console.Error.WriteLineAsync($"{function.Name} could not be packed.");
                    return 1;
                }

                functions.Add((function, zip));
            }

            Synthesize(environment, output, functions);
            return 0;
        }
        finally
        {
            packages.Delete(recursive: true);
        }
    }

    private static void Synthesize<T>(
        AWSCDKEnvironmentResource<T> environment, string output, List<(LambdaProjectResource Function, string Zip)> functions)
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
                Environment = new Dictionary<string, string>(StringComparer.Ordinal),
            };
            config.PropsFunctionCallback?.Invoke(context, props);
            config.ConstructFunctionCallback?.Invoke(context, new Amazon.CDK.AWS.Lambda.Function(stack, $"Function{function.Name}", props));
        }

        app.Synth();
    }
}
