using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KanbanAspire.Local.AppSync;
using KanbanAspire.ServiceDefaults.AppSync;
using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;
using KanbanAspire.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.AppSync;

/// <summary>The Event API of this machine in this process, with the namespaces <c>boards</c> and <c>open</c>; the latter takes events by token, too.</summary>
public sealed class EventApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EventApiServer(WebApplication app, UserPool pool, FakeTimeProvider time) => (_app, Pool, Time) = (app, pool, time);

    /// <summary>Gets the issuer of the tokens that are accepted.</summary>
    public UserPool Pool { get; }

    /// <summary>Gets the clock of keep-alive messages and signatures.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>Gets the address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it.</summary>
    /// <param name="certificate">For HTTPS; null for HTTP.</param>
    public static async Task<EventApiServer> StartAsync(X509Certificate2? certificate = null)
    {
        var pool = await UserPool.Shared.Value;
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        (string Key, string Value)[] settings =
        [
            ("Issuer", pool.Issuer), ("ClientIds", UserPool.ClientId), ("Region", "ap-northeast-2"), ("AccessKeys:key", "secret"),
            ("Namespaces:boards:Publish", "Iam"), ("Namespaces:boards:Subscribe", "Cognito"),
            ("Namespaces:open:Publish", "Iam,Cognito"), ("Namespaces:open:Subscribe", "Cognito"), ("Namespaces:mute:Publish", "Iam"),
        ];
        var app = AppSyncServer.Build([.. settings.Select(setting => $"--AppSync:{setting.Key}={setting.Value}"), "--Logging:LogLevel:Default=Warning"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            }));
        });
        await app.StartAsync();
        return new EventApiServer(app, pool, time);
    }

    /// <summary>Makes a certificate for this machine, which signs itself.</summary>
    public static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Makes the product's publisher.</summary>
    /// <param name="secret">Secret of its access key.</param>
    public EventPublisher Publisher(string secret = "secret") => new(new Uri(Address, "event"), new AwsCredentials("key", secret, null, "ap-northeast-2"));

    /// <summary>Publishes as the product does.</summary>
    public async Task PublishAsync(string channel, params string[] events)
    {
        using var publisher = Publisher();
        await publisher.PublishAsync(channel, events, default);
    }

    /// <summary>Opens a socket.</summary>
    /// <param name="token">Access token; null for one that is accepted.</param>
    /// <param name="host">What the authorization names; null for the address.</param>
    public Task<EventClient> ConnectAsync(string? token = null, string? host = null) =>
        EventClient.OpenAsync(Address, host ?? Address.Authority, token ?? Pool.Issue("ann"));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
