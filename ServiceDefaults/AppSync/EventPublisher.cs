using System.Net.Http.Headers;
using System.Text.Json;
using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

namespace KanbanAspire.ServiceDefaults.AppSync;

/// <summary>
/// Publishes on channels of an Event API of AWS AppSync, signed with the service's own credentials.
/// https://docs.aws.amazon.com/appsync/latest/eventapi/publish-http.html
/// </summary>
public sealed class EventPublisher : IDisposable
{
    /// <summary>The most events that one request takes.</summary>
    public const int MaxEvents = 5;

    /// <summary>The IAM action.</summary>
    public const string Action = "appsync:EventPublish";

    // What is pushed is of no use later: whoever waits longer has asked by then.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client;
    private readonly Uri _endpoint;

    /// <summary>Makes a publisher.</summary>
    /// <param name="endpoint">Address of the API, for example <c>https://….appsync-api.ap-northeast-2.amazonaws.com/event</c>.</param>
    /// <exception cref="InvalidOperationException">The environment has no credentials.</exception>
    public EventPublisher(Uri endpoint)
        : this(endpoint, AwsCredentials.From(Environment.GetEnvironmentVariable)
            ?? throw new InvalidOperationException("Publishing needs AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION in the environment."))
    {
    }

    internal EventPublisher(Uri endpoint, AwsCredentials credentials)
    {
        var connections = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10), ConnectTimeout = Timeout };
        (_endpoint, _client) = (endpoint, new HttpClient(new SigningHandler("appsync", credentials, connections)) { Timeout = Timeout });
    }

    /// <summary>Publishes.</summary>
    /// <param name="channel">For example <c>/boards/4QzX…</c>.</param>
    /// <param name="events">1 to <see cref="MaxEvents"/> texts, each valid JSON.</param>
    /// <param name="cancellationToken">Token to cancel the operation.</param>
    /// <exception cref="HttpRequestException">It was rejected, or did not arrive.</exception>
    /// <exception cref="TaskCanceledException">It took longer than two seconds.</exception>
    public async Task PublishAsync(string channel, IReadOnlyList<string> events, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(Body(channel, events)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{_endpoint.Host} answered {(int)response.StatusCode}.", null, response.StatusCode);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static byte[] Body(string channel, IReadOnlyList<string> events)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("channel", channel);
            json.WriteStartArray("events");
            foreach (var e in events)
            {
                json.WriteStringValue(e);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
