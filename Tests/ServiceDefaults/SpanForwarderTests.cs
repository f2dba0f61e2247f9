using KanbanAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class SpanForwarderTests
{
    [Fact]
    public async Task Send_MoreThanAMinuteTakes_IsLostUntilTheNext()
    {
        await using var otlp = await OtlpCapture.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            otlp.Variables.Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value))).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(time).AddSpanForwarder(configuration).BuildServiceProvider();
        var forwarder = services.GetRequiredService<SpanForwarder>();

        for (var request = 0; request < 30; request++)
        {
            await forwarder.SendAsync("browser", [.. Enumerable.Repeat(Span("within"), 200)], CancellationToken.None);
        }

        await forwarder.SendAsync("browser", [Span("beyond")], CancellationToken.None);
        Assert.True(otlp.Has("within") && !otlp.Has("beyond"));

        time.Advance(TimeSpan.FromMinutes(1));
        await forwarder.SendAsync("browser", [Span("after")], CancellationToken.None);
        Assert.True(otlp.Has("after"));
    }

    private static ForwardedSpan Span(string name) => new("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null, name, 1, 1, 2);
}
