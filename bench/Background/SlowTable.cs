using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace KanbanAspire.Bench.Background;

/// <summary>Makes clients of the emulator whose calls take 5 ms longer, as calls within a region do.</summary>
internal sealed class SlowTable : HttpClientFactory
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);
    private long _calls;

    /// <summary>Gets the calls so far, those of all clients together.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Makes a client.</summary>
    public AmazonDynamoDBClient CreateClient(string endpoint) =>
        new(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint,
            AuthenticationRegion = "ap-northeast-2",
            HttpClientFactory = this,
        });

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Delay(this) { InnerHandler = new SocketsHttpHandler() });

    private sealed class Delay(SlowTable table) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref table._calls);
            await Task.Delay(Latency, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
