using System.Diagnostics.Metrics;
using System.Net;
using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class ExportHandlerTests
{
    [Theory]
    [InlineData(new[] { 200 }, 200, 1, 0)]
    [InlineData(new[] { 503, 200 }, 200, 2, 0)]
    [InlineData(new[] { 429, 429 }, 429, 2, 1)]
    [InlineData(new[] { 400 }, 400, 1, 1)]
    [InlineData(new[] { 403 }, 403, 1, 1)]
    [InlineData(new[] { 0, 200 }, 200, 2, 0)]
    [InlineData(new[] { 0, 400 }, 400, 2, 1)]
    public void Send_Answers_AreRepeatedOnceAndCountedWhenTheyFail(int[] answers, int expected, int attempts, int failed)
    {
        using var failures = new FailureCount();
        using var service = new Answers(answers, []);
        using var client = new HttpClient(new ExportHandler(failures.Signal, service));

        using var response = Send(client);

        Assert.Equal((expected, attempts, failed), ((int)response.StatusCode, service.Bodies.Count, failures.Count));
        Assert.All(service.Bodies, body => Assert.Equal("batch", body));
    }

    [Fact]
    public void Send_NoAnswerTwice_ThrowsAndCounts()
    {
        using var failures = new FailureCount();
        using var service = new Answers([0, 0], []);
        using var client = new HttpClient(new ExportHandler(failures.Signal, service));

        Assert.Throws<HttpRequestException>(() => Send(client));

        Assert.Equal((2, 1), (service.Bodies.Count, failures.Count));
    }

    [Theory]
    // An ExportTraceServiceResponse whose partial_success names three rejected spans, one with a warning alone, and an empty one.
    [InlineData(new byte[] { 0x0a, 0x02, 0x08, 0x03 }, 1)]
    [InlineData(new byte[] { 0x0a, 0x04, 0x12, 0x02, 0x6f, 0x6b }, 0)]
    [InlineData(new byte[0], 0)]
    public void Send_SuccessInPart_CountsWhatWasRejected(byte[] body, int failed)
    {
        using var failures = new FailureCount();
        using var service = new Answers([200], body);
        using var client = new HttpClient(new ExportHandler(failures.Signal, service));

        using var response = Send(client);

        Assert.Equal(failed, failures.Count);
        using var read = new MemoryStream();
        response.Content.ReadAsStream().CopyTo(read);
        Assert.Equal(body, read.ToArray());
    }

    private static HttpResponseMessage Send(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://cloudwatch.example/v1/traces") { Content = new StringContent("batch") };
        return client.Send(request);
    }

    /// <summary>Counts the failures of one signal, whose name no other test has.</summary>
    private sealed class FailureCount : IDisposable
    {
        private readonly MeterListener _listener = new();

        public FailureCount()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name is "kanban.telemetry.failed")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
                Count += tags.ToArray().Contains(new("otel.signal", Signal)) ? (int)value : 0);
            _listener.Start();
        }

        public string Signal { get; } = Guid.NewGuid().ToString();

        public int Count { get; private set; }

        public void Dispose() => _listener.Dispose();
    }

    /// <summary>Answers with one status after the other; 0 is a connection that breaks.</summary>
    private sealed class Answers(int[] statuses, byte[] body) : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(request.Content!.ReadAsStream(cancellationToken), leaveOpen: true);
            request.Content!.ReadAsStream(cancellationToken).Position = 0;
            Bodies.Add(reader.ReadToEnd());
            return statuses[Bodies.Count - 1] is not 0 and var status
                ? new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) }
                : throw new HttpRequestException("The connection broke.");
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
