using Amazon.DynamoDBv2;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Store;

/// <summary>
/// A second opinion on the emulator that all other tests use: moto gives the same results and keeps the same items. What it does not
/// have is left out: after a failed transaction it puts the whole table back as it was, whatever others have written meanwhile, so
/// there are no races here, and it reads 25 items in a transaction at most, where DynamoDB reads 100.
/// https://github.com/getmoto/moto/blob/5.2.1/moto/dynamodb/models/__init__.py
/// https://github.com/getmoto/moto/blob/5.2.1/moto/dynamodb/responses.py
/// </summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    [OnPathFact(MotoServer.Program, MotoServer.Install)]
    public async Task Store_OnMoto_DoesWhatItDoesOnTheEmulator()
    {
        using var emulator = await DynamoDBEmulator.CreateClientAsync();
        using var other = DynamoDBEmulator.CreateClient(moto.Endpoint);

        var expected = await RunAsync(emulator);
        var actual = await RunAsync(other);

        Assert.True(expected.Count > 100, $"{expected.Count}");
        Assert.Equal(expected, actual);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(AmazonDynamoDBClient client) =>
        await new StoreScenario(client, await DynamoDBEmulator.CreateTablesAsync(client)).RunAsync();
}
