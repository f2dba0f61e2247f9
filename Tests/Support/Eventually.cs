namespace KanbanAspire.Tests.Support;

/// <summary>Waits for what is bound to come.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> failure)
    {
        for (var until = DateTime.UtcNow + Limit; !await condition(); await Task.Delay(25))
        {
            Assert.True(DateTime.UtcNow < until, failure());
        }
    }

    public static Task TrueAsync(Func<bool> condition, string failure) => TrueAsync(() => Task.FromResult(condition()), () => failure);
}
