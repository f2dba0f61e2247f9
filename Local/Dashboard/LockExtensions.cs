namespace KanbanAspire.Local.Dashboard;

internal static class LockExtensions
{
    /// <summary>Reads something while nobody else has the lock.</summary>
    public static T Read<T>(this Lock gate, Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }
}
