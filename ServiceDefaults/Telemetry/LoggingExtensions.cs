using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KanbanAspire.ServiceDefaults.Telemetry;

internal static class LoggingExtensions
{
    /// <summary>Writes one line of text an entry on a laptop, one JSON object an entry elsewhere (CloudWatch Logs).</summary>
    internal static void AddLogging(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        // Two of them tell whole addresses, and an address may hold what somebody typed.
        foreach (var chatty in new[] { "Microsoft.AspNetCore", "System.Net.Http.HttpClient", "Yarp" })
        {
            builder.Logging.AddFilter(chatty, LogLevel.Warning);
        }

        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }
        else
        {
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }
    }
}
