using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KanbanAspire.ServiceDefaults;

/// <summary>
/// Builds applications that start fast: environment variables and arguments are the only configuration, there are no files
/// to watch, and nothing is set up that a function does not use.
/// </summary>
public static class LeanApplication
{
    /// <summary>Creates the builder of a worker.</summary>
    /// <param name="args">Command line, <c>--key=value</c>; wins over environment variables.</param>
    /// <returns>The builder.</returns>
    public static HostApplicationBuilder CreateBuilder(string[] args)
    {
        var configuration = Read(args);
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = EnvironmentName(configuration) });
        builder.Configuration.AddConfiguration(configuration);
        return builder;
    }

    /// <summary>Creates the builder of a web application, with routing and Kestrel (which a Lambda hosting replaces).</summary>
    /// <param name="args">Command line, <c>--key=value</c>; wins over environment variables.</param>
    /// <returns>The builder.</returns>
    public static WebApplicationBuilder CreateWebBuilder(string[] args)
    {
        var configuration = Read(args);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = EnvironmentName(configuration),
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddRoutingCore();
        if (IsKestrelSupported)
        {
            builder.WebHost.UseKestrelCore();
        }

        return builder;
    }

    /// <summary>Gets whether the program can serve without Lambda; publishing a function sets it to false and trims Kestrel away.</summary>
    [FeatureSwitchDefinition("KanbanAspire.Kestrel")]
    private static bool IsKestrelSupported => !AppContext.TryGetSwitch("KanbanAspire.Kestrel", out var on) || on;

    private static IConfigurationRoot Read(string[] args) => new ConfigurationBuilder()
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables()
        .AddCommandLine(args)
        .Build();

    private static string EnvironmentName(IConfiguration configuration) =>
        configuration["ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"] ?? Environments.Production;
}
