namespace KanbanAspire.Tests.Support;

public sealed class SupportTests
{
    [Fact]
    public async Task DynamoDBStandIn_AskedForTables_AnswersEmptyOrOthers()
    {
        using var client = await DynamoDBStandIn.CreateClientAsync();

        var tables = await client.ListTablesAsync();

        Assert.DoesNotContain(DynamoDBStandIn.NewTableName(), tables.TableNames ?? []);
    }

    [Fact]
    public async Task Chromium_NewPage_RunsScript()
    {
        var page = await Chromium.NewPageAsync();

        Assert.Equal(3, await page.EvaluateAsync<int>("1 + 2"));
        await page.Context.CloseAsync();
    }
}
