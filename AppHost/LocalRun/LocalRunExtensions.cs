using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KanbanAspire.AppHost;

/// <summary>Runs the application on this machine.</summary>
internal static class LocalRunExtensions
{
    /// <summary>Checks what would go wrong without a word, then runs until Ctrl+C or SIGTERM.</summary>
    /// <param name="builder">The application's builder, complete.</param>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 when it could not start.</returns>
    public static async Task<int> RunLocallyAsync(this IDistributedApplicationBuilder builder)
    {
        if (FixedPorts.FindTaken(builder) is { } taken)
        {
            await Console.Error.WriteLineAsync(taken);
            return 1;
        }

        BuiltExecutables.Use(builder);
        WithoutCertificates(builder);
        PatientHealthCheck.UseForAll(builder.Services);
        // First, because Aspire's own service starts for as long as a resource waits.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StartReport>());
        await builder.Build().RunAsync();
        return 0;
    }

    // No resource serves HTTPS; else Aspire would miss a trusted developer certificate, and say so in a red bar.
    private static void WithoutCertificates(IDistributedApplicationBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(project).WithoutHttpsCertificate();
        }
    }
}
