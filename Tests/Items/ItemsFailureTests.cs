using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using KanbanAspire.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Items;

/// <summary>The tutorial's function knows 200 and 400 alone, whatever fails behind it.</summary>
public sealed class ItemsFailureTests
{
    [Theory]
    [InlineData("GET", "/items")]
    [InlineData("GET", "/items/1")]
    [InlineData("PUT", "/items")]
    [InlineData("DELETE", "/items/1")]
    public async Task Items_SdkTimesOut_Is400AsTheContractSays(string method, string path)
    {
        // Accepts connections and says nothing: the SDK reports its own time-out as a cancellation.
        using var table = new TcpListener(IPAddress.Loopback, 0);
        table.Start();
        await using var api = await ApiApplication.StartAsync(
            [("ItemsAuthorization", "none")], services => services.AddSingleton<IAmazonDynamoDB>(Client(table)));
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = method is "PUT" ? new StringContent("""{"id":"1","price":1,"name":"a"}""") : null,
        };

        using var response = await api.Client.SendAsync(request);

        await AssertContractAsync(response);
    }

    [Fact]
    public async Task Api_SdkTimesOut_IsUnavailable()
    {
        using var table = new TcpListener(IPAddress.Loopback, 0);
        table.Start();
        await using var api = await ApiApplication.StartAsync(configure: services => services.AddSingleton<IAmazonDynamoDB>(Client(table)));
        using var client = api.ClientOf("alice");

        using var response = await client.GetAsync("/api/me");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Items_IssuerDown_Is400AsTheContractSays()
    {
        await using var pool = await UserPool.StartAsync();
        await using var api = await ApiApplication.StartAsync([.. pool.Settings, ("Authentication:Issuer", "http://127.0.0.1:1/pool")]);
        using var client = api.ClientWith(pool.Issue("alice"));

        using var response = await client.GetAsync("/items");

        await AssertContractAsync(response);
    }

    private static AmazonDynamoDBClient Client(TcpListener table) => new(
        new BasicAWSCredentials("local", "local"),
        new AmazonDynamoDBConfig { ServiceURL = $"http://{table.LocalEndpoint}", Timeout = TimeSpan.FromMilliseconds(200), MaxErrorRetry = 0 });

    private static async Task AssertContractAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.NotEmpty(JsonSerializer.Deserialize<string>(Encoding.UTF8.GetBytes(await response.Content.ReadAsStringAsync()))!);
    }
}
