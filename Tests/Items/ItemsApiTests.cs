using KanbanAspire.Tests.Api;

namespace KanbanAspire.Tests.Items;

public sealed class ItemsApiTests
{
    [Fact]
    public async Task Contract_AtTheApi_EveryRowHolds()
    {
        await using var api = await ApiApplication.StartAsync();

        Assert.Empty(await ItemsContract.PlayAsync(api.Client));
    }
}
