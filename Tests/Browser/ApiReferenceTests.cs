using KanbanAspire.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KanbanAspire.Tests.Browser;

/// <summary>The reference of the API, which the front end's server shows in development.</summary>
[Collection("System")]
public sealed class ApiReferenceTests(RunningSystem system)
{
    [Fact]
    public async Task Reference_InDevelopment_ShowsTheDocumentAndAsksNobodyElse()
    {
        await using var visitor = await BrowserSession.VisitAsync(system, "/scalar/");

        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("KanbanAspire");
        Assert.True(await visitor.Page.EvaluateAsync<bool>(
            "performance.getEntriesByType('resource').every(r => r.name.startsWith(location.origin))"));
    }
}
