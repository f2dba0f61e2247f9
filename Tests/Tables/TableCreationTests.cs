using KanbanAspire.Kanban.Tables;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Tables;

public sealed class TableCreationTests
{
    [Fact]
    public async Task CreateIfAbsent_AskedTwice_LeavesTheDeclaredKeys()
    {
        using var client = await DynamoDBEmulator.CreateClientAsync();
        var schema = TableSchemas.Kanban with { Name = DynamoDBEmulator.NewTableName("kanban") };

        await client.CreateIfAbsentAsync(schema, CancellationToken.None);
        await client.CreateIfAbsentAsync(schema, CancellationToken.None);

        var table = (await client.DescribeTableAsync(schema.Name)).Table;
        Assert.Equal(["pk HASH", "sk RANGE"], table.KeySchema.Select(key => $"{key.AttributeName} {key.KeyType}"));
        var index = Assert.Single(table.GlobalSecondaryIndexes);
        Assert.Equal("DUE", index.IndexName);
        Assert.Equal(["due HASH", "dueAt RANGE"], index.KeySchema.Select(key => $"{key.AttributeName} {key.KeyType}"));
    }

    [Fact]
    public void TableNames_NothingConfigured_AreTheDeclaredOnes() =>
        Assert.Equal(new TableNames("http-crud-tutorial-items", "kanban"), TableNames.From(_ => null));
}
