using System.Net;
using KanbanAspire.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class RetryTests
{
    [Theory]
    [InlineData("GET", new[] { 503, 429, 200 }, 200, 3)]
    [InlineData("GET", new[] { 500, 500, 500 }, 500, 3)]
    [InlineData("GET", new[] { 0, 200 }, 200, 2)]
    [InlineData("GET", new[] { 404 }, 404, 1)]
    [InlineData("POST", new[] { 503, 200 }, 503, 1)]
    public async Task Request_OnPassingFaults_IsRepeatedWhenItOnlyReads(string method, int[] answers, int status, int attempts)
    {
        using var faults = new Faults(answers);
        using var client = Client(faults);
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://faults.example/");

        using var response = await client.SendAsync(request);

        Assert.Equal((status, attempts), ((int)response.StatusCode, faults.Attempts));
    }

    [Fact]
    public async Task Request_ThatNeverConnects_ThrowsInTheEnd()
    {
        using var faults = new Faults([0, 0, 0]);
        using var client = Client(faults);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://faults.example/"));
        Assert.Equal(3, faults.Attempts);
    }

    private static HttpClient Client(Faults faults)
    {
        var services = new ServiceCollection();
        services.AddResilientHttpClient("faults").AddHttpClient("faults").ConfigurePrimaryHttpMessageHandler(() => faults);
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("faults");
    }

    // Answers with each status in turn; 0 stands for a connection that is rejected.
    private sealed class Faults(int[] answers) : HttpMessageHandler
    {
        public int Attempts { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answers[Attempts++] is > 0 and var status
                ? Task.FromResult(new HttpResponseMessage((HttpStatusCode)status))
                : throw new HttpRequestException("rejected");
    }
}
