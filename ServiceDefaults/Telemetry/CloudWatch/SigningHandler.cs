namespace KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

/// <summary>Signs each request that passes. The exporter sends on a thread of its own and waits there, so this does not wait for anything.</summary>
/// <param name="service">Name of the service in signatures.</param>
/// <param name="credentials">Whose signature it is.</param>
/// <param name="inner">Sends the signed request.</param>
internal sealed class SigningHandler(string service, AwsCredentials credentials, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SignatureV4.Sign(request, service, credentials, DateTimeOffset.UtcNow);
        return base.Send(request, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SignatureV4.Sign(request, service, credentials, DateTimeOffset.UtcNow);
        return base.SendAsync(request, cancellationToken);
    }
}
