namespace KanbanAspire.Tests.Api;

public sealed class OriginSecretTests
{
    private const string Present = "present-present-present-present-present";
    private const string Former = "former-former-former-former-former-form";

    [Theory]
    [InlineData(null, 403)]
    [InlineData("", 403)]
    [InlineData("present", 403)]
    [InlineData(Present + "," + Former, 403)]
    [InlineData(Present, 200)]
    [InlineData(Former, 200)]
    public async Task Request_WithTheSecretOfCloudFront_IsLetIn(string? sent, int expected)
    {
        await using var api = await ApiApplication.StartAsync([("OriginSecret", $"{Present},{Former}"), ("ItemsAuthorization", "none")]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/items");
        if (sent is not null)
        {
            request.Headers.Add("x-origin-secret", sent);
        }

        using var response = await api.Client.SendAsync(request);

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task Request_WithoutASecretInTheDeployment_IsLetIn()
    {
        await using var api = await ApiApplication.StartAsync([("OriginSecret", ""), ("ItemsAuthorization", "none")]);

        using var response = await api.Client.GetAsync("/items");

        Assert.Equal(200, (int)response.StatusCode);
    }
}
