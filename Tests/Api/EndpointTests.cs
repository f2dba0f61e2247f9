using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Api;

public sealed class EndpointTests
{
    /// <summary>Where the server has no limit of its own, routing would warn of each request to an endpoint that has this metadata.</summary>
    [Fact]
    public async Task Endpoints_OfAFunction_HaveNoLimitOfTheServers()
    {
        await using var api = await ApiApplication.StartAsync();

        var endpoints = api.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, endpoint => Assert.Null(endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()));
    }
}
