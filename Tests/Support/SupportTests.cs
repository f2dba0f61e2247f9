namespace KanbanAspire.Tests.Support;

public sealed class SupportTests
{
    [Fact]
    public async Task DynamoDBEmulator_AskedForTables_AnswersEmptyOrOthers()
    {
        using var client = await DynamoDBEmulator.CreateClientAsync();

        var tables = await client.ListTablesAsync();

        Assert.DoesNotContain(DynamoDBEmulator.NewTableName(), tables.TableNames ?? []);
    }

    [Fact]
    public async Task Chromium_NewPage_RunsScript()
    {
        var page = await Chromium.NewPageAsync();

        Assert.Equal(3, await page.EvaluateAsync<int>("1 + 2"));
        await page.Context.CloseAsync();
    }
}
