using System.Collections.Concurrent;

namespace KanbanAspire.Local.Cognito.Users;

/// <summary>
/// Limits guessing by the address that was typed, whether or not it has an account: five sign-ins are free, then the
/// wait doubles from one second to fifteen minutes; codes have quotas an hour.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html</remarks>
internal sealed class Attempts(TimeProvider time)
{
    private const int MaxEntries = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<(string Kind, string Email), Entry> _entries = new();

    /// <summary>Counts a sign-in before the password is looked at, so that parallel guesses count as well.</summary>
    /// <returns>False while the address has to wait.</returns>
    public bool BeginSignIn(string email)
    {
        var entry = EntryFor("sign-in", email);
        lock (entry)
        {
            var now = time.GetUtcNow();
            if (now < entry.Until)
            {
                return false;
            }

            entry.Count++;
            if (entry.Count >= 5)
            {
                var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(entry.Count - 5, 10)));
                entry.Until = now + (wait < Longest ? wait : Longest);
            }

            return true;
        }
    }

    /// <summary>Forgets the failures of the address.</summary>
    public void SignInSucceeded(string email) => _entries.TryRemove(Key("sign-in", email), out _);

    /// <summary>Counts one of the hour's attempts; false when there are none left.</summary>
    public bool TryTake(string kind, string email, int perHour)
    {
        var entry = EntryFor(kind, email);
        lock (entry)
        {
            var now = time.GetUtcNow();
            if (now >= entry.Until)
            {
                (entry.Count, entry.Until) = (0, now.AddHours(1));
            }

            return entry.Count++ < perHour;
        }
    }

    private Entry EntryFor(string kind, string email)
    {
        if (_entries.Count >= MaxEntries)
        {
            // Only what no longer holds anybody back may go; failures are kept as long as the longest wait.
            var old = time.GetUtcNow() - Longest;
            foreach (var (key, entry) in _entries.Where(it => it.Value.Until < old))
            {
                _entries.TryRemove(new(key, entry));
            }
        }

        return _entries.GetOrAdd(Key(kind, email), _ => new Entry());
    }

    private static (string Kind, string Email) Key(string kind, string email) => (kind, email.ToUpperInvariant());

    private sealed class Entry
    {
        public int Count { get; set; }

        public DateTimeOffset Until { get; set; }
    }
}
