using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KanbanAspire.AppHost;

/// <summary>
/// A health check that asks again within itself. Aspire waits one second and more after each failed check; a resource that takes
/// half a second to start would be seen as healthy after one or three.
/// </summary>
/// <param name="inner">The check.</param>
internal sealed class PatientHealthCheck(IHealthCheck inner) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var result = await inner.CheckHealthAsync(context, cancellationToken);
            if (result.Status is HealthStatus.Healthy || waited.Elapsed > Patience)
            {
                return result;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Makes every health check of the application patient.</summary>
    /// <param name="services">Services of the application.</param>
    public static void UseForAll(IServiceCollection services) => services.PostConfigure<HealthCheckServiceOptions>(options =>
    {
        foreach (var registration in options.Registrations)
        {
            var factory = registration.Factory;
            registration.Factory = provider => new PatientHealthCheck(factory(provider));
        }
    });
}
